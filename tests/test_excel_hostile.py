"""Broken and hostile workbooks: the contract's code, or the content where it is sound, and soon."""

import io
import time
from collections.abc import Callable

import openpyxl
import pytest
from excel_sheets import ROWS, changed, from_rows, read, texts
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from extractors.faults import UnreadableError

GOOD = from_rows(ROWS)
SHEET = "xl/worksheets/sheet1.xml"


def _drawn(draw: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    draw(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _far(sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "langt væk"


def _last_row(sheet: Worksheet) -> None:
    sheet["A1048576"].font = Font(bold=True)


@pytest.mark.parametrize("draw", [_far, _last_row])
def test_far_cells_cost_nothing(draw: Callable[[Worksheet], None]) -> None:
    data, start = _drawn(draw), time.process_time()
    found = texts(read(data))
    assert time.process_time() - start < 2
    assert [text for text in found if text != "langt væk"] == [text for row in ROWS[1:] for text in row]


def test_empty_formatted_rows_cost_little() -> None:
    row = '<row r="{0}">' + "".join(f'<c r="{letter}{{0}}" s="0"/>' for letter in "ABCD") + "</row>"
    rows = "".join(row.format(number) for number in range(4, 60_004))
    data = changed(GOOD, {SHEET: lambda text: text.replace("</sheetData>", rows + "</sheetData>")})
    start = time.process_time()
    assert len(texts(read(data))) == 8
    assert time.process_time() - start < 10


@pytest.mark.parametrize("merges", ['<mergeCell ref="A5:XFD1048576"/>', '<mergeCell ref="A9:C9"/>' * 50_000])
def test_merged_ranges_without_measure(merges: str) -> None:
    data = changed(
        GOOD,
        {SHEET: lambda text: text.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")},
    )
    assert len(texts(read(data))) == 8


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "corrupt"),
        (b"hej med jer", "not_office"),
        (GOOD[: len(GOOD) // 2], "corrupt"),
        (changed(GOOD, {SHEET: None}), "corrupt"),
        (changed(GOOD, {SHEET: lambda text: text[:-40]}), "corrupt"),
        (changed(GOOD, {"xl/_rels/workbook.xml.rels": None}), "corrupt"),
        (changed(GOOD, {"xl/workbook.xml": None}), "not_office"),
        (
            changed(GOOD, {SHEET: lambda text: text.replace("<worksheet", "<!DOCTYPE a><worksheet", 1)}),
            "unsafe",
        ),
    ],
)
def test_broken_files_get_their_code(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert caught.value.code == code


def test_missing_styles_and_strings_leave_the_rest() -> None:
    assert len(texts(read(changed(GOOD, {"xl/styles.xml": None})))) == 8
    assert read(changed(GOOD, {"xl/sharedStrings.xml": None})).plans


def test_old_format_under_a_new_name_is_not_office() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600)
    assert caught.value.code == "not_office"
    with pytest.raises(UnreadableError) as caught:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600, "xls")
    assert caught.value.code == "corrupt"
