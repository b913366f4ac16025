"""What a sheet shows beside its cells: charts, controls and print margins are told, ticked boxes read."""

from excel_sheets import ROWS, changed, from_rows, put, read, texts, written
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
TEXT = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def left_out(data: bytes) -> list[tuple[str, str, str]]:
    return [(each.text, each.place.at, each.reason) for each in read(data).left_out]


def test_margins_for_print_are_left_out_and_told() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.set_header('&L&"Arial,Fed"&14Hjemmeplejen Nord&CFortroligt&RSide &P')
        sheet.set_footer("&C&D")

    found = left_out(written(draw))
    assert [text for text, _, reason in found if reason == "margin"] == [
        "Hjemmeplejen Nord", "Fortroligt", "Side",
    ]  # fmt: skip


def test_titles_of_charts_are_left_out_and_told() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, [("Måned", "Kurser"), ("jan", 3), ("feb", 4)], bold=(0,))
        chart = book.add_chart({"type": "column"})
        assert chart is not None
        chart.add_series({"values": "=Plan!$B$2:$B$3"})
        chart.set_title({"name": "Kurser pr. måned"})
        sheet.insert_chart("D5", chart)

    assert ("Kurser pr. måned", "D5", "chart") in left_out(written(draw))


def related(links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def shape(number: int, caption: str) -> str:
    """A form control as Excel draws it: a hidden shape that the sheet's list of controls shows."""
    at = f"<xdr:from><xdr:col>1</xdr:col><xdr:row>{number}</xdr:row></xdr:from>"
    hidden = f'<xdr:nvSpPr><xdr:cNvPr id="{number}" name="b" hidden="1"/></xdr:nvSpPr>'
    return (
        f"<xdr:twoCellAnchor>{at}<xdr:sp>{hidden}"
        f"<xdr:txBody><a:p><a:r><a:t>{caption}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    )


def test_a_ticked_box_is_a_passage_and_an_open_one_is_told() -> None:
    drawing = f'<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{TEXT}">'
    captions = {  # by the number of the control
        11: ("Kursus i journalføring", "CheckBox", "Checked"),
        12: ("Sidemandsoplæring", "CheckBox", ""),
        13: ("Ryd skemaet", "Button", ""),
    }
    shapes = "".join(shape(number, caption) for number, (caption, _, _) in captions.items())
    listed = "".join(f'<control shapeId="{n}" r:id="c{n}" name="b"/>' for n in captions)
    links = "".join(
        f'<Relationship Id="c{n}" Type="{OFFICE}/ctrlProp" Target="../ctrlProps/c{n}.xml"/>' for n in captions
    )
    links += f'<Relationship Id="d1" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/>'
    properties: dict[str, str] = {
        f"xl/ctrlProps/c{n}.xml": f'<formControlPr xmlns="{MAIN}" objectType="{kind}" checked="{state}"/>'
        for n, (_, kind, state) in captions.items()
    }
    controls = f'<controls xmlns:r="{OFFICE}">{listed}</controls></worksheet>'
    data = changed(
        from_rows(ROWS, bold=(0,)),
        {
            "xl/worksheets/sheet1.xml": lambda text: text.replace("</worksheet>", controls),
            "xl/worksheets/_rels/sheet1.xml.rels": related(links),
            "xl/drawings/drawing1.xml": f"{drawing}{shapes}</xdr:wsDr>",
            **properties,
        },
    )
    assert texts(read(data)).count("Kursus i journalføring") == 1
    assert {"Sidemandsoplæring", "Ryd skemaet"}.isdisjoint(texts(read(data)))
    assert [each for each in left_out(data) if each[2] == "control"] == [
        ("Sidemandsoplæring", "B13", "control"), ("Ryd skemaet", "B14", "control"),
    ]  # fmt: skip
