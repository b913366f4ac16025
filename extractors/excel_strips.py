"""Tells tables side by side with headers in different rows: each strip of the sheet is read alone."""

from collections.abc import Sequence

from extractors.excel_lines import is_marked, lines_of
from extractors.excel_sheet import Cell
from extractors.excel_tables import header_levels

LEAST = 2  # columns and rows of a strip
TITLES = 3  # lines at the top of a strip among which its header stands


def strips(cells: Sequence[Cell]) -> list[Sequence[Cell]]:
    """The cells between empty columns where each strip has a header of its own; otherwise all together."""
    found = _between_empty_columns(cells)
    if len(found) < 2:
        return [cells]
    headers = [_header_row(strip) for strip in found]
    own = all(headers) and len(set(headers)) > 1
    return list(found) if own else [cells]


def _between_empty_columns(cells: Sequence[Cell]) -> list[list[Cell]]:
    filled = sorted({(cell.column, cell.last_column) for cell in cells})
    groups: list[list[int]] = []
    for first, last in filled:
        if groups and first <= groups[-1][1] + 1:
            groups[-1][1] = max(last, groups[-1][1])
        else:
            groups.append([first, last])
    return [[cell for cell in cells if start <= cell.column <= end] for start, end in groups]


def _header_row(cells: Sequence[Cell]) -> int:
    """The row of a strip's marked header; 0 where it has none, or is too small to be a table."""
    lines = lines_of(cells)
    if len({cell.column for cell in cells}) < LEAST or len(lines) < LEAST:
        return 0
    for at, line in enumerate(lines[:TITLES]):
        if len(line.cells) > 1:
            return line.row if is_marked(line) and header_levels(lines, at, ()) else 0
    return 0
