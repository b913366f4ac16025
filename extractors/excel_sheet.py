"""What a sheet shows: its visible, non-empty cells with their looks, its notes and its text boxes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import LeftOut

LETTERS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """One visible cell with content; rows and columns count from 1, last_* are those of its merged range."""

    row: int
    column: int
    text: str  # as Danish Excel shows it, lines divided by \n, struck-out parts dropped
    last_row: int
    last_column: int
    bold: bool = False
    filled: bool = False
    number: bool = False  # a bare value without words: number, truth value, a cross
    size: float = 11.0  # of the font, in points

    @property
    def address(self) -> str:
        """The cell's address as Excel writes it: B7."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Remark:
    """Text that floats over the cells: a note or comment at its cell, a text box at its upper left corner."""

    row: int
    column: int
    text: str

    @property
    def address(self) -> str:
        """The address of the cell that the remark hangs on."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, first and last row and column."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in the rectangle."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet of a workbook."""

    name: str
    cells: tuple[Cell, ...]  # row by row, left to right
    notes: tuple[Remark, ...] = ()
    boxes: tuple[Remark, ...] = ()
    headers: tuple[Area, ...] = ()  # header rows that the workbook itself declares (tables, filters)
    lists: tuple[Area, ...] = ()  # ranges that only feed dropdowns
    aside: tuple[LeftOut, ...] = ()  # shown, but no passages: charts' titles, buttons, margins for print


def address(row: int, column: int) -> str:
    """A cell's address from its numbers: (7, 2) is B7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of an address such as B7 or $B$7; None where it is none."""
    found = LETTERS.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def area(reference: str) -> Area | None:
    """The rectangle of a reference such as A1:C3 or A1; None where it is none."""
    first, _, last = reference.partition(":")
    start, end = position(first), position(last or first)
    return Area(*start, *end) if start and end else None


def within(areas: Sequence[Area], row: int, column: int) -> bool:
    """Whether any of the rectangles holds the cell."""
    return any(one.holds(row, column) for one in areas)
