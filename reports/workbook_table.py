"""Named Excel tables with filters, frozen panes and links, written by XlsxWriter."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.audit import VERDICTS
from reports.look import ink_on, load_look
from reports.settings import Settings
from reports.texts import Texts

LONGEST = 32_000  # characters of a cell; Excel allows 32,767
LINE_HEIGHT = 15.0  # points
TURNED_HEIGHT = 150  # points of a header row whose words stand upright


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a file, seen from the workbook's folder (with #place inside it)."""

    address: str
    words: str


Cell = str | int | float | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: header, width in characters, and look (a name of the formats)."""

    title: str
    width: float = 14
    look: str = "text"
    turned: bool = False  # the header's words stand upright


@dataclass(frozen=True, slots=True)
class Book:
    """The open workbook with what all its sheets need."""

    file: Workbook
    formats: dict[str, Format]
    texts: Texts
    settings: Settings
    directory: Path


def make_formats(file: Workbook, settings: Settings) -> dict[str, Format]:
    """The formats by name, in the colours of the look."""
    look = load_look()
    brand = settings.colour or look.brand
    head = {"bold": True, "text_wrap": True, "bg_color": brand, "font_color": ink_on(brand)}
    made: dict[str, dict[str, Any]] = {
        "text": {},
        "wrap": {"text_wrap": True},
        "percent": {"num_format": "0 %"},
        "link": {"font_color": look.light["link"], "underline": 1},
        "answer": {"bg_color": look.verdicts["delvist"].paper, "text_wrap": True},
        "title": {"font_size": look.sizes["title"], "bold": True},
        "quiet": {"font_color": look.light["quiet"], "text_wrap": True},
        "head": head,
        "turned": head | {"rotation": 90, "text_wrap": False},
    }
    made |= {v: {"bg_color": tone.paper, "font_color": tone.ink} for v, tone in look.verdicts.items()}
    base = {"font_name": look.office_font, "font_size": look.sizes["text"], "valign": "top"}
    return {name: file.add_format(base | own) for name, own in made.items()}


def write_table(
    book: Book,
    sheet: Worksheet,
    name: str,
    columns: list[Column],
    rows: Iterable[Iterable[Cell]],
    *,
    top: int = 0,
) -> int:
    """Writes a named table from row `top` (counted from 0); returns how many rows it has."""
    looks = [book.formats[column.look] for column in columns]
    link = book.formats["link"]
    count = 0
    for count, row in enumerate(rows, start=1):
        cells = tuple(row)
        for place, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            _write_cell(sheet, top + count, place, cell, link if isinstance(cell, Link) else look)
        sheet.set_row(top + count, _height(columns, cells))
    heads = [
        {"header": column.title, "header_format": book.formats["turned" if column.turned else "head"]}
        for column in columns
    ]
    sheet.add_table(
        top,
        0,
        top + max(count, 1),
        len(columns) - 1,
        {"name": name, "columns": heads, "style": "Table Style Light 1"},
    )
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    if any(column.turned for column in columns):
        sheet.set_row(top, TURNED_HEIGHT)
    sheet.freeze_panes(top + 1, 1)
    _set_print(sheet, top)
    return count


def _height(columns: list[Column], cells: tuple[Cell, ...]) -> float:
    """The height in points that the wrapped cells need (at most eight lines); Excel does not set it."""
    lines = 1
    for column, cell in zip(columns, cells, strict=True):
        if column.look == "wrap" and isinstance(cell, str):
            lines = max(lines, sum(1 + int(len(line) * 1.1 / column.width) for line in cell.split("\n")))
    return LINE_HEIGHT * min(lines, 8)


def _set_print(sheet: Worksheet, header: int) -> None:
    """A4 across, as wide as the page, the header on each page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """One cell; text is never read as a formula or an address."""
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, Link):
        sheet.write_url(row, column, f"external:{cell.address}", look, cell.words[:LONGEST])
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST], look)
    else:
        sheet.write_number(row, column, cell, look)


def colour_verdicts(book: Book, sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Conditional colours for verdict words between two cells (row, column)."""
    for verdict in VERDICTS:
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{book.texts["verdicts"][verdict]}"',
            "format": book.formats[verdict],
        }
        sheet.conditional_format(*first, *last, rule)


def colour_scores(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Bars from 0 to 100 in score cells."""
    bar = load_look().verdicts["opfyldt"].strong
    rule = {"type": "data_bar", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
    sheet.conditional_format(*first, *last, rule | {"bar_color": bar, "bar_solid": True})


def offer(sheet: Worksheet, column: int, rows: int, words: list[str], *, several: bool = False) -> None:
    """Words to choose from in a column under the header; where several may stand, others can be typed too."""
    rule = {"validate": "list", "source": words, "show_error": not several}
    sheet.data_validation(1, column, max(rows, 1), column, rule)
