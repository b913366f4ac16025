"""Headers and footers as Word stores them: what must be found in each file."""

from word_builder import docx, para
from word_feature_parts import HEAD, TEXT, Feature, margin, section

HEADER = {"header1": para("Børnehuset Solstrålen")}
MARGIN_FEATURES = {
    "header": Feature(
        docx(HEAD, para(TEXT), section=section(margin("header", "header1")), margins=HEADER),
        [("Børnehuset Solstrålen", "h1p1", None), (TEXT, "p2", "Mål")],
    ),
    "footer": Feature(
        docx(
            HEAD,
            para(TEXT),
            section=section(margin("footer", "footer1")),
            margins={"footer1": para("Godkendt af MED") + para("Side 1 af 3")},
        ),
        [(TEXT, "p2", "Mål"), ("Godkendt af MED", "h1p1", None)],
        ["Side 1 af 3"],
    ),
    "header in two sections": Feature(
        docx(
            HEAD,
            para(TEXT, properties=section(margin("header", "header1"))),
            section=section(margin("header", "header2")),
            margins={**HEADER, "header2": para("Børnehuset Solstrålen")},
        ),
        [("Børnehuset Solstrålen", "h1p1", None), (TEXT, "p2", "Mål")],
    ),
    "first header not shown": Feature(
        docx(HEAD, para(TEXT), section=section(margin("header", "header1", "first")), margins=HEADER),
        [(TEXT, "p2", "Mål")],
        ["Børnehuset Solstrålen"],
    ),
    "first header shown": Feature(
        docx(
            HEAD,
            para(TEXT),
            section=section(margin("header", "header1", "first"), "<w:titlePg/>"),
            margins=HEADER,
        ),
        [("Børnehuset Solstrålen", "h1p1", None), (TEXT, "p2", "Mål")],
    ),
    "even header": Feature(
        docx(
            HEAD,
            para(TEXT),
            section=section(margin("header", "header1", "even")),
            margins=HEADER,
            settings="<w:evenAndOddHeaders/>",
        ),
        [("Børnehuset Solstrålen", "h1p1", None), (TEXT, "p2", "Mål")],
    ),
}
