"""Marking a workbook: notes where they belong, all else as it was."""

import io
import zipfile

import openpyxl
import python_calamine
from excel_sheets import ROWS, everything, put, read, written
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.document import Place
from extractors.excel_mark import mark_excel


def _sample() -> bytes:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, ROWS, bold=(0,))
        sheet.write_comment("B2", "huskes også på natholdet")
        sheet.insert_textbox("F3", "Husk øvelserne")
        put(book, book.add_worksheet("Bo Lund"), ROWS)

    return written(draw)


def test_notes_stand_at_their_cells_as_openpyxl_reads_them() -> None:
    told = [("Plan", "C2", "Træningsbane"), ("Plan", "C2", "Afprøvning"), ("Bo Lund", "A2", "Intet felt")]
    told.append(("Plan", "B2", "Læringsmål"))
    notes = [(Place("excel", sheet, at), text) for sheet, at, text in told]
    book = openpyxl.load_workbook(io.BytesIO(mark_excel(_sample(), notes)))
    assert book["Plan"]["C2"].comment.text == "Træningsbane\nAfprøvning"
    assert book["Bo Lund"]["A2"].comment.text == "Intet felt"
    assert "huskes også på natholdet" in book["Plan"]["B2"].comment.text
    assert "Læringsmål" in book["Plan"]["B2"].comment.text


def test_marked_copy_is_read_as_the_original() -> None:
    data = _sample()
    places = [(passage.place, "læst") for passage in everything(read(data))]
    marked = mark_excel(data, places)
    assert read(marked) == read(data)
    assert len(python_calamine.load_workbook(io.BytesIO(marked)).sheet_names) == 2


def test_all_other_parts_are_untouched() -> None:
    data = _sample()
    marked = mark_excel(data, [(Place("excel", "Plan", "A2"), "Intet felt")])
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(marked)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert set(old.namelist()) <= set(new.namelist())
    assert "xl/drawings/drawing1.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert changed <= {"[Content_Types].xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
                       "xl/worksheets/_rels/sheet1.xml.rels"}  # fmt: skip
