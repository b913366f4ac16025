"""Each feature of Excel that plans use: found exactly once, or absent, with its place and headings."""

from datetime import date

import pytest
from excel_sheets import (
    HEADER,
    ROWS,
    changed,
    from_rows,
    one,
    put,
    read,
    replaced,
    texts,
    written,
)
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

GOAL = "kunne nedtrappe en konflikt"


def test_header_row_gives_headings_and_places() -> None:
    reading = read(from_rows(ROWS))
    passage = one(reading, GOAL)
    assert passage.heading == ("Mål",)
    assert (passage.place.kind, passage.place.part, passage.place.at) == ("excel", "Plan", "B2")
    assert not set(HEADER) & set(texts(reading))
    assert [heading.text for heading in reading.headings] == list(HEADER)


def test_header_row_below_a_title_block() -> None:
    rows = [("Kompetenceplan for hjemmeplejen",), ("Leder", "Karen Friis"), (), *ROWS]
    reading = read(from_rows(rows, bold=(0, 3)))
    assert one(reading, GOAL).heading == ("Kompetenceplan for hjemmeplejen", "Mål")
    assert one(reading, "Karen Friis").heading[-1] == "Leder"
    assert one(reading, GOAL).place.at == "B5"


def test_headers_on_two_levels_merged() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        bold = book.add_format({"bold": True})
        sheet.merge_range("A1:A2", "Medarbejder", bold)
        sheet.merge_range("B1:C1", "Læring", bold)
        sheet.merge_range("D1:E1", "Bagefter", bold)
        for column, text in enumerate(("Mål", "Aktivitet", "Opfølgning", "Støtte"), 1):
            sheet.write(1, column, text, bold)
        for column, text in enumerate(("Anna", GOAL, "kursus", "status i maj", "Ulla på telefon")):
            sheet.write(2, column, text)

    reading = read(written(draw))
    assert one(reading, GOAL).heading == ("Læring", "Mål")
    assert one(reading, "Ulla på telefon").heading == ("Bagefter", "Støtte")
    assert one(reading, "Anna").heading == ("Medarbejder",)


def test_merged_cell_is_read_once_at_its_top_left() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.merge_range("B4:C6", "gælder begge: læsegruppe hver tirsdag")
        sheet.write("A4", "Carl")

    passage = one(read(written(draw)), "gælder begge: læsegruppe hver tirsdag")
    assert passage.place.at == "B4"


def test_hidden_rows_columns_and_sheets_are_out() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        for name, hide in (("Skjult", "hide"), ("Meget skjult", "very_hidden")):
            other = book.add_worksheet(name)
            other.write("A1", "må ikke ses")
            getattr(other, hide)()

    found = texts(read(written(draw)))
    assert found == ["Anna Holm", GOAL, "kursus i konflikthåndtering"]


def test_filtered_rows_are_out_and_a_filter_marks_the_header() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        rows = [("ting", "sager"), ("æbler", "gule"), ("pærer", "grønne")]
        put(book, sheet, rows)
        sheet.autofilter("A1:B3")
        sheet.set_row(1, None, None, {"hidden": True})

    reading = read(written(draw))
    assert texts(reading) == ["pærer", "grønne"]
    assert one(reading, "pærer").heading == ("ting",)


def test_list_object_header_is_the_header() -> None:
    def draw(_book: Workbook, sheet: Worksheet) -> None:
        columns = [{"header": name} for name in ("Kolonne1", "Kolonne2", "Kolonne3")]
        data = [["a ting", "b ting", "c ting"], ["d ting", "e ting", "f ting"]]
        sheet.add_table("B3:D5", {"columns": columns, "data": data})

    reading = read(written(draw))
    assert one(reading, "e ting").heading == ("Kolonne2",)
    assert len(texts(reading)) == 6


def test_notes_stand_by_their_cell_once_and_without_the_author() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.write_comment("B2", "Ulla:\nhuskes også på natholdet", {"author": "Ulla"})

    passage = one(read(written(draw)), "huskes også på natholdet")
    assert passage.place.at == "B2"
    assert passage.heading == ("Mål",)


THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B2" id="{1}"><text>skal vi også øve det?</text></threadedComment>'
    '<threadedComment ref="B2" id="{2}" parentId="{1}"><text>ja, i uge 12</text></threadedComment>'
    "</ThreadedComments>"
)


def test_threaded_comments_are_read_and_their_old_copy_is_not() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.write_comment(
            "B2", "[Threaded comment]\n\nYour version of Excel …\nComment: skal vi også øve det?"
        )

    relation = (
        '<Relationship Id="rId99" Target="../threadedComments/threadedComment1.xml" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
    )
    data = changed(
        written(draw),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": replaced("</Relationships>", relation),
            "xl/threadedComments/threadedComment1.xml": THREADS,
        },
    )
    found = texts(read(data))
    assert found.count("skal vi også øve det?") == 1
    assert found.count("ja, i uge 12") == 1
    assert not [text for text in found if "Threaded" in text or "version" in text]


def test_struck_out_parts_are_dropped() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string("B4", "føre samtalen ", struck, "sammen med Ulla", " alene")
        sheet.write("C4", "hele kurset er aflyst", struck)

    found = texts(read(written(draw)))
    assert "føre samtalen  alene" in found
    assert not [text for text in found if "aflyst" in text or "sammen med" in text]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (date(2025, 3, 12), "dd-mm-yyyy", "12-03-2025"),
        (date(2025, 3, 12), "mmmm yyyy", "marts 2025"),
        (date(2025, 3, 12), "d. mmm yyyy", "12. mar 2025"),
        (date(2025, 3, 12), "dddd", "onsdag"),
        (12, '"uge "0', "uge 12"),
        (0.75, "0%", "75%"),
        (14500, '#,##0 "kr."', "14.500 kr."),
        (1234.5, '#,##0.00 "kr."', "1.234,50 kr."),
        (37, "0.0 \\t", "37,0 t"),
        (0.5, "hh:mm", "12:00"),
    ],
)
def test_values_are_shown_as_danish_excel_shows_them(value: date | float, code: str, shown: str) -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, [("Mål", "Aktivitet", "Hvornår"), (GOAL, "kursus hos Ulla")], bold=(0,))
        sheet.write(1, 2, value, book.add_format({"num_format": code}))

    assert one(read(written(draw)), shown).place.at == "C2"


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, [("Mål", "Aktivitet", "Hvornår"), (GOAL, "kursus")], bold=(0,))
        sheet.write(1, 2, 44266, book.add_format({"num_format": "dd-mm-yyyy"}))

    data = changed(written(draw), {"xl/workbook.xml": replaced("<workbookPr ", '<workbookPr date1904="1" ')})
    assert "12-03-2025" in texts(read(data))


def test_bare_numbers_and_crosses_are_no_passages_but_weeks_are() -> None:
    rows = [("Medarbejder", "Niveau", "Kryds", "Uge"), ("Anna", 3, "x", 12), ("Bo", 4.5, "X", 14)]
    assert texts(read(from_rows(rows, bold=(0,)))) == ["Anna", "12", "Bo", "14"]


def test_lines_of_a_cell_are_passages_at_the_same_place() -> None:
    rows = [HEADER, ("Anna", "• kunne lytte\n• kunne spørge\n- kende loven", "kursus", "teammøde"), ROWS[2]]
    reading = read(from_rows(rows, bold=(0,)))
    for text in ("kunne lytte", "kunne spørge", "kende loven"):
        assert one(reading, text).place.at == "B2"


def test_cached_values_of_formulas_are_read_and_errors_are_not() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, [HEADER], bold=(0,))
        sheet.write("A2", "Anna")
        sheet.write_formula("B2", '="kunne "&"lytte"', None, "kunne lytte")
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write("D2", "teammøde")

    assert texts(read(written(draw))) == ["Anna", "kunne lytte", "teammøde"]


def test_escapes_are_decoded() -> None:
    data = changed(
        from_rows(ROWS), {"xl/sharedStrings.xml": replaced("sidemandsoplæring hos", "følge_x000D_\nmed")}
    )
    assert {"følge", "med Ulla"} <= set(texts(read(data)))


def test_text_boxes_are_read_once() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.insert_textbox("F3", "Husk: alle skal øve sig sammen")

    passage = one(read(written(draw)), "Husk: alle skal øve sig sammen")
    assert passage.place.part == "Plan"
    assert passage.place.at == "F3"


def test_dropdown_lists_are_no_content_of_plans() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        lists = book.add_worksheet("Valg til felter")
        lists.write_column("A1", ["kursus", "sidemandsoplæring", "workshop"])
        sheet.data_validation("C2:C9", {"validate": "list", "source": "='Valg til felter'!$A$1:$A$3"})

    reading = read(written(draw))
    assert "workshop" in [passage.text for passage in reading.outside]
    assert not [p for plan in reading.plans for p in plan.passages if p.text == "workshop"]


def test_guidance_sheets_stand_beside_the_plans() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        book.add_worksheet("Vejledning").write("A1", "Skriv målene sammen med din leder.")

    reading = read(written(draw))
    assert [passage.text for passage in reading.outside] == ["Skriv målene sammen med din leder."]


def test_wrong_dimension_is_of_no_consequence() -> None:
    data = changed(
        from_rows(ROWS),
        {"xl/worksheets/sheet1.xml": replaced(r'<dimension ref="[^"]*"', '<dimension ref="A1"')},
    )
    assert GOAL in texts(read(data))


def test_cells_without_addresses_are_read_where_they_stand() -> None:
    def bare(text: str) -> str:
        import re

        return re.sub(r'(<row|<c) r="[A-Z0-9]+"', r"\1", text)

    data = changed(from_rows(ROWS), {"xl/worksheets/sheet1.xml": bare})
    assert one(read(data), GOAL).place.at == "B2"


def test_strict_workbooks_are_read() -> None:
    def strict(text: str) -> str:
        return text.replace(
            "schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"
        ).replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")

    parts = (
        "workbook.xml",
        "worksheets/sheet1.xml",
        "sharedStrings.xml",
        "styles.xml",
        "_rels/workbook.xml.rels",
    )
    names = ("_rels/.rels", *(f"xl/{part}" for part in parts))
    data = changed(from_rows(ROWS), dict.fromkeys(names, strict))
    assert one(read(data), GOAL).heading == ("Mål",)
