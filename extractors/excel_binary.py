"""The visible sheets of old and binary workbooks: .xls with looks and notes, .xlsb by its values."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import pairwise

import python_calamine as calamine
import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as XlsSheet

from extractors.document import LeftOut, Place
from extractors.excel_biff8 import text_boxes
from extractors.excel_biff12 import Extent, extents
from extractors.excel_cells import CELL_LIMIT, clean
from extractors.excel_format import is_date, show
from extractors.excel_sheet import Area, Cell, Remark, Sheet
from extractors.faults import UnreadableError
from extractors.package import OLE_MAGIC, Package

BOLD_WEIGHT = 600
NO_FILL = 64  # colour index of an unfilled cell
ENCRYPTED = ("encrypt", "password")
KNOWN = (calamine.CalamineError, OSError, ValueError)  # what the library raises for broken files
Value = int | float | str | bool | date | time | timedelta


def read_xls(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of an Excel 97-2003 file."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO()
        )
        boxes = text_boxes(data) if data.startswith(OLE_MAGIC) else {}
        shown = [sheet for sheet in book.sheets() if sheet.visibility == 0]
        return tuple(_with_boxes(_xls_sheet(book, sheet), boxes) for sheet in shown)
    except UnreadableError:
        raise
    except Exception as error:  # the library meets broken files with exceptions of all kinds
        if any(word in str(error).lower() for word in ENCRYPTED):
            raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.") from error
        raise UnreadableError("corrupt", "Filen er beskadiget og kan ikke læses.") from error


def _with_boxes(sheet: Sheet, boxes: Mapping[str, tuple[Remark, ...]] | None) -> Sheet:
    """The sheet with its text boxes, or with a word that they cannot be read."""
    if boxes is None:
        unread = LeftOut("Tekstbokse", Place("excel", sheet.name, "A1"), "unread")
        return replace(sheet, aside=(unread,))
    return replace(sheet, boxes=boxes.get(sheet.name, ()))


def _xls_sheet(book: Book, sheet: XlsSheet) -> Sheet:
    merged = {
        (row, column): Area(row + 1, column + 1, end_row, end_column)
        for row, end_row, column, end_column in sheet.merged_cells
    }
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
    hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
    cells: list[Cell] = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            place = merged.get((row, column)) or Area(row + 1, column + 1, row + 1, column + 1)
            if _shows(place, hidden_rows, hidden_columns):
                cells += _xls_cell(book, sheet, row, column, place)
        if len(cells) > CELL_LIMIT:
            raise UnreadableError("too_large", "Regnearket har for mange celler med indhold.")
    notes = tuple(
        Remark(row + 1, column + 1, clean(note.text).removeprefix(f"{note.author}:").strip())
        for (row, column), note in sorted(sheet.cell_note_map.items())
        if row not in hidden_rows and column not in hidden_columns and note.text.strip()
    )
    return Sheet(sheet.name, tuple(cells), notes)


def _shows(place: Area, rows: set[int], columns: set[int]) -> bool:
    """Whether any cell of a rectangle is visible; hidden rows and columns count from 0."""
    visible = any(row - 1 not in rows for row in range(place.first_row, place.last_row + 1))
    return visible and any(c - 1 not in columns for c in range(place.first_column, place.last_column + 1))


def _xls_cell(book: Book, sheet: XlsSheet, row: int, column: int, place: Area) -> Iterator[Cell]:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return
    looks = book.xf_list[sheet.cell_xf_index(row, column)]
    font = book.font_list[looks.font_index]
    text, number = clean(str(value)), False
    if kind == xlrd.XL_CELL_TEXT:
        text = _without_struck(book, sheet, row, column, text)
    elif kind == xlrd.XL_CELL_BOOLEAN:
        text, number = ("SAND" if value else "FALSK"), True
    else:
        code = book.format_map[looks.format_key].format_str
        text = show(float(value), code, bool(book.datemode))
        number = not (is_date(code) or "%" in text or any(letter.isalpha() for letter in text))
    if text.strip() and not font.struck_out:
        bold = bool(font.bold) or font.weight >= BOLD_WEIGHT
        ground = looks.background
        filled = ground is not None and ground.fill_pattern == 1 and ground.pattern_colour_index != NO_FILL
        yield Cell(place.first_row, place.first_column, text.strip(), place.last_row, place.last_column,
                   bold, filled, number, font.height / 20)  # fmt: skip


def _without_struck(book: Book, sheet: XlsSheet, row: int, column: int, text: str) -> str:
    """A cell's text without the runs that are struck out."""
    runs = sheet.rich_text_runlist_map.get((row, column)) or []
    if not runs:
        return text
    own = book.xf_list[sheet.cell_xf_index(row, column)].font_index
    starts = [(0, own), *runs, (len(text), own)]
    return "".join(text[a:b] for (a, font), (b, _) in pairwise(starts) if not book.font_list[font].struck_out)


def read_xlsb(data: bytes, package: Package) -> tuple[Sheet, ...]:
    """The visible sheets of a binary workbook: values in visible rows and columns, looks are not kept."""
    reach = extents(package)
    try:
        book = calamine.load_workbook(BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible]
        found = ((book.get_sheet_by_name(name), reach.get(name, Extent())) for name in shown)
        return tuple(_xlsb_sheet(sheet, extent) for sheet, extent in found)
    except calamine.PasswordError as error:
        raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.") from error
    except BaseException as error:  # the library may panic, and its panic is no Exception
        if isinstance(error, KNOWN) or type(error).__name__ == "PanicException":
            raise UnreadableError("corrupt", "Filen er beskadiget og kan ikke læses.") from error
        raise


def _xlsb_sheet(sheet: calamine.CalamineSheet, reach: Extent) -> Sheet:
    first_row, first_column = sheet.start or (0, 0)
    cells = []
    for row, values in enumerate(sheet.to_python(), first_row + 1):
        for column, value in enumerate(values, first_column + 1):
            text, number = _shown(value)
            if text.strip() and row not in reach.hidden_rows and column not in reach.hidden_columns:
                cells.append(Cell(row, column, text.strip(), row, column, number=number))
    return Sheet(sheet.name, tuple(cells))


def _shown(value: Value) -> tuple[str, bool]:
    """A value as Danish Excel shows it, and whether it is a bare one."""
    if isinstance(value, str):
        return clean(value), False
    if isinstance(value, bool):
        return ("SAND" if value else "FALSK"), True
    if isinstance(value, timedelta):
        return str(value), False
    if isinstance(value, date | time):
        day = "%d-%m-%Y" if isinstance(value, date) else ""
        hour = (
            "%H:%M"
            if isinstance(value, time) or (isinstance(value, datetime) and value.time() != time())
            else ""
        )
        return value.strftime(f"{day} {hour}".strip()), False
    return show(float(value), "General"), True
