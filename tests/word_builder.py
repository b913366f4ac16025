"""Builds Word files from XML, so that tests can say exactly what a file holds."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W_NS,
        "r": R_NS,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("comments", "footnotes", "endnotes", "settings", "numbering")
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def style(kind: str, identity: str, name: str, content: str = "", default: bool = False) -> str:
    """A style of this kind (paragraph, character, table)."""
    marked = ' w:default="1"' if default else ""
    head = f'<w:style w:type="{kind}"{marked} w:styleId="{identity}">'
    return f'{head}<w:name w:val="{name}"/>{content}</w:style>'


def _heading(level: int, size: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:sz w:val="{size}"/></w:rPr>'


def _bold_part(part: str) -> str:
    return f'<w:tblStylePr w:type="{part}"><w:rPr><w:b/></w:rPr></w:tblStylePr>'


STYLES = "".join(
    (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>',
        style("paragraph", "Normal", "Normal", default=True),
        style("paragraph", "Titel", "Title", '<w:rPr><w:sz w:val="56"/></w:rPr>'),
        style("paragraph", "Overskrift1", "heading 1", _heading(0, 32)),
        style("paragraph", "Overskrift2", "heading 2", _heading(1, 26)),
        style("paragraph", "Feltnavn", "Feltnavn", '<w:basedOn w:val="Overskrift2"/>'),
        style(
            "paragraph", "Opstilling", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        ),
        style("paragraph", "Indholdsfortegnelse1", "toc 1"),
        style("character", "Strk", "Strong", "<w:rPr><w:b/></w:rPr>"),
        style("table", "Gitter", "Table Grid"),
        style("table", "Farvet", "Grid Table 4", _bold_part("firstRow") + _bold_part("firstCol")),
    )
)


def run(text: str, bold: bool = False, size: int = 0, properties: str = "") -> str:
    """A run; line breaks and tabs in the text become w:br and w:tab."""
    marks = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "") + properties
    pieces = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    pieces = pieces.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{f"<w:rPr>{marks}</w:rPr>" if marks else ""}<w:t xml:space="preserve">{pieces}</w:t></w:r>'


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs (see run) or of plain text."""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    ppr = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{ppr}{inner}</w:p>"


def cell(content: str = "", span: int = 1, merge: str = "", shade: str = "", extra: str = "") -> str:
    """A table cell; content is XML, or text whose lines become paragraphs; merge is restart or continue."""
    if not content.startswith("<"):
        content = "".join(para(line) if line else para() for line in content.split("\n"))
    properties = (
        (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "")
    )
    return f"<w:tc><w:tcPr>{properties}{extra}</w:tcPr>{content or para()}</w:tc>"


def row(*cells: str, header: bool = False, properties: str = "") -> str:
    """A table row of cells (see cell) or of plain texts."""
    inner = "".join(piece if piece.startswith("<") else cell(piece) for piece in cells)
    marks = ("<w:tblHeader/>" if header else "") + properties
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{inner}</w:tr>"


def table(*rows: str, style: str = "Gitter", look: str = 'w:firstRow="1" w:firstColumn="1"') -> str:
    """A table of rows (see row)."""
    properties = f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook {look}/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid/>{''.join(rows)}</w:tbl>"


def form(*pairs: tuple[str, str], bold: bool = True) -> str:
    """A form: label to the left, answer to the right."""
    return table(*(row(cell(para(run(label, bold=bold))), cell(answer)) for label, answer in pairs))


def textbox(*paragraphs: str, fallback: bool = True) -> str:
    """A run with a text box, stored twice as Word does."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    newer = (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    if not fallback:
        return f"<w:r>{older}</w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{newer}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def control(content: str, properties: str = "") -> str:
    """A content control around content, at whatever level the content is."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def part(root: str, content: str) -> str:
    """An XML part with all namespaces declared."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMESPACES}>{content}</w:{root}>'
    )


def docx(
    *body: str,
    section: str = SECTION,
    styles: str = STYLES,
    margins: Mapping[str, str] | None = None,
    **parts: str,
) -> bytes:
    """A document: body XML, further parts by name (comments, footnotes …), margins such as header1."""
    names = [*parts, *(margins or {})]
    links = [("styles", "styles.xml", "styles"), *((n, f"{n}.xml", n.rstrip("0123456789")) for n in names)]
    files = {
        "[Content_Types].xml": _content_types(names),
        "_rels/.rels": _relationships([("rId1", "word/document.xml", "officeDocument")]),
        "word/_rels/document.xml.rels": _relationships(links),
        "word/styles.xml": part("styles", styles),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}{section}</w:body>"),
        **{f"word/{name}.xml": part(name, content) for name, content in parts.items()},
        **{
            f"word/{n}.xml": part("hdr" if n.startswith("h") else "ftr", c)
            for n, c in (margins or {}).items()
        },
    }
    return zipped({name: content.encode() for name, content in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relationships(links: Sequence[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{i}" Type="{R_NS}/{kind}" Target="{target}"/>' for i, target, kind in links
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{namespace}">{entries}</Relationships>'
    )


def _content_types(names: Sequence[str]) -> str:
    kinds = {"document": "document.main", "styles": "styles", **{n: n.rstrip("0123456789") for n in names}}
    entries = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{CONTENT_TYPE}.{kind}+xml"/>'
        for n, kind in kinds.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )
