"""The visible cells of a worksheet part: text as shown, merged ranges, hidden rows and columns left out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extractors.excel_format import is_date, show
from extractors.excel_sheet import Area, Cell, area, position
from extractors.excel_styles import MAIN, Style, is_on
from extractors.faults import UnreadableError

ROW, CELL, VALUE, INLINE = MAIN + "row", MAIN + "c", MAIN + "v", MAIN + "is"
TEXT, RUN, RUN_STYLE = MAIN + "t", MAIN + "r", MAIN + "rPr"
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
CELL_LIMIT = 150_000  # visible cells with content in one workbook's sheet
ON = ("1", "true", "on")
PLAIN = Style()
MERGES_LOOKED_AT = 2000  # that start above a cell, the nearest ones
ROWS_LOOKED_AT = 500  # of a merged range, to see whether any of it shows


@dataclass(frozen=True, slots=True)
class Rich:
    """A text of the workbook: what is left when struck-out parts are dropped, and whether it is all bold."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells of all sheets share."""

    strings: Sequence[Rich]
    styles: Sequence[Style]
    date1904: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Merged ranges and hidden rows and columns of one sheet."""

    starts: dict[tuple[int, int], Area]
    merged: tuple[Area, ...]  # by first row
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]

    def shows(self, one: Area) -> bool:
        """Whether any cell of the rectangle is visible."""
        rows = range(one.first_row, min(one.last_row, one.first_row + ROWS_LOOKED_AT) + 1)
        columns = range(one.first_column, min(one.last_column, one.first_column + ROWS_LOOKED_AT) + 1)
        return any(row not in self.hidden_rows for row in rows) and not all(map(self._hides, columns))

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell lies under a merged range without being its first cell."""
        end = bisect_right(self.merged, row, key=lambda one: one.first_row)
        near = self.merged[max(0, end - MERGES_LOOKED_AT) : end]
        return any(one.holds(row, column) for one in near)

    def _hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_strings(root: etree._Element | None) -> tuple[Rich, ...]:
    """The shared strings in their order."""
    return () if root is None else tuple(rich_text(one) for one in root.iter(MAIN + "si"))


def rich_text(node: etree._Element) -> Rich:
    """Text of a string item or inline string without struck-out runs and reading aids."""
    pieces, bold = [], []
    for child in node:
        if child.tag == TEXT:
            pieces.append(child.text or "")
        elif child.tag == RUN:
            looks = child.find(RUN_STYLE)
            text = child.findtext(TEXT) or ""
            if looks is not None and is_on(looks.find(MAIN + "strike")):
                continue
            pieces.append(text)
            if text.strip():
                bold.append(looks is not None and is_on(looks.find(MAIN + "b")))
    return Rich(clean("".join(pieces)), bool(bold) and all(bold))


def clean(text: str) -> str:
    """Excel's escapes decoded, line ends as \\n, no other control characters."""
    if "_x" in text:
        text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\v", "\n")
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c in "\n\t\xa0\xad")


def read_layout(root: etree._Element) -> Layout:
    """Merged ranges and what is hidden in a worksheet."""
    merged = [area(one.get("ref", "")) for one in root.iter(MAIN + "mergeCell")]
    areas = sorted((one for one in merged if one), key=lambda one: one.first_row)
    data = root.find(MAIN + "sheetData")
    rows, at = set(), 0
    for row in () if data is None else data.iterchildren(ROW):
        at = _number(row.get("r"), at + 1)
        if row.get("hidden") in ON or row.get("ht") == "0":
            rows.add(at)
    columns = tuple(
        (_number(one.get("min"), 1), _number(one.get("max"), 1))
        for one in root.iter(MAIN + "col")
        if one.get("hidden") in ON or one.get("width") == "0"
    )
    return Layout({(a.first_row, a.first_column): a for a in areas}, tuple(areas), frozenset(rows), columns)


def read_cells(root: etree._Element, context: Context) -> tuple[Cell, ...]:
    """All visible cells with content, row by row, left to right."""
    layout = read_layout(root)
    found: list[Cell] = []
    hides = bool(layout.hidden_rows or layout.hidden_columns)
    for row, column, node in _filled_cells(root):
        place = layout.starts.get((row, column)) or Area(row, column, row, column)
        if (hides and not layout.shows(place)) or (layout.merged and _is_covered(layout, row, column)):
            continue
        cell = _cell(node, place, context)
        if cell:
            found.append(cell)
        if len(found) > CELL_LIMIT:
            raise UnreadableError("too_large", "Regnearket har for mange celler med indhold.")
    return tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))


def _is_covered(layout: Layout, row: int, column: int) -> bool:
    return (row, column) not in layout.starts and layout.covered(row, column)


def _filled_cells(root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    data = root.find(MAIN + "sheetData")
    row_at = 0
    for row in () if data is None else data.iterchildren(ROW):
        row_at, column_at = _number(row.get("r"), row_at + 1), 0
        for node in row:
            place = position(node.get("r", ""))
            column_at = place[1] if place else column_at + 1
            if len(node):
                yield row_at, column_at, node


def _cell(node: etree._Element, place: Area, context: Context) -> Cell | None:
    index = _number(node.get("s"), 0)
    style = context.styles[index] if index < len(context.styles) else PLAIN
    if style.struck:
        return None
    text, number, bold = _content(node, style, context)
    text = text.strip()
    if not text:
        return None
    return Cell(place.first_row, place.first_column, text, place.last_row, place.last_column,
                style.bold or bold, style.filled, number, style.size)  # fmt: skip


def _content(node: etree._Element, style: Style, context: Context) -> tuple[str, bool, bool]:
    """What a cell shows, whether that is a bare value, and whether its runs are bold."""
    kind, inline = node.get("t", "n"), node.find(INLINE)
    if inline is not None:
        found = rich_text(inline)
        return found.text, False, found.bold
    value = node.findtext(VALUE) or ""
    if kind == "s":
        index = _number(value.strip(), -1)
        rich = context.strings[index] if 0 <= index < len(context.strings) else Rich("")
        return rich.text, False, rich.bold
    if kind in ("str", "d"):
        return clean(value), False, False
    if kind == "b":
        return ("SAND" if value.strip() in ON else "FALSK"), True, False
    return ("", False, False) if kind == "e" else (*_numeric(value, style.code, context.date1904), False)


def _numeric(value: str, code: str, date1904: bool) -> tuple[str, bool]:
    try:
        number = float(value)
    except ValueError:
        return clean(value), False
    text = show(number, code, date1904)
    return text, not (is_date(code) or "%" in text or any(letter.isalpha() for letter in text))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default
