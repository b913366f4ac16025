"""What a sheet is made of: tables, forms and free text, each a block of records with headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.excel_sheet import Cell


@dataclass(frozen=True, slots=True)
class Item:
    """A cell with content and the headings it stands under, outermost first."""

    cell: Cell
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What belongs together in a block: a row with its continuations, a column of a turned table, a form."""

    name: Cell | None  # what the record is about: the row's first cell, the column's head
    section: str | None  # the row across the table under which it stands
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A table, a form or free text of a sheet."""

    kind: Literal["table", "turned", "form", "free"]
    title: tuple[str, ...]  # the headings above the block, outermost first
    labels: tuple[str, ...]  # its column headers or labels
    records: tuple[Record, ...]
    headings: tuple[Cell, ...]  # every cell that was read as a heading or label

    def items(self) -> Iterator[Item]:
        """All content of the block in its records' order."""
        for record in self.records:
            yield from record.items
