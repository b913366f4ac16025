"""Walks the records of a binary workbook: how far its sheets reach and which rows and columns are hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from struct import error, unpack_from

from extractors.faults import UnreadableError
from extractors.package import Package

ROW, LAST_CELL, COLUMNS, SHEET = 0, 11, 60, 156  # kinds of records; cells are 1 (blank) to LAST_CELL
DENSE_LIMIT = 3_000_000  # cells of a sheet's rectangle, which the library holds in memory


@dataclass(slots=True)
class Extent:
    """The rectangle that a sheet's values fill, and its hidden rows and columns; all count from 1."""

    rows: list[int] = field(default_factory=list)  # first and last, where there is a value
    columns: list[int] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def add(self, row: int, column: int) -> None:
        """Takes in a value."""
        self.rows = _widened(self.rows, row)
        self.columns = _widened(self.columns, column)

    @property
    def area(self) -> int:
        """How many cells the rectangle has."""
        if not self.rows:
            return 0
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)


def extents(package: Package) -> Mapping[str, Extent]:
    """The extent of each sheet by its name; UnreadableError where one reaches too far or is broken."""
    _, main = package.main()
    links = package.relations(main)
    found: dict[str, Extent] = {}
    try:
        for kind, content in records(package.read(main)):
            if kind == SHEET:
                link, at = _string(content, 8)
                name, _ = _string(content, at)
                target = links[link].target if link in links else ""
                found[name] = _extent(package.read(target)) if target in package else Extent()
    except (error, IndexError, KeyError, UnicodeDecodeError) as broken:
        raise UnreadableError("corrupt", "Filen er beskadiget og kan ikke læses.") from broken
    if any(one.area > DENSE_LIMIT for one in found.values()):
        raise UnreadableError("too_large", "Regnearket strækker sig over for mange celler.")
    return found


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record of a part."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] << 7)
            at += 1
        length = shift = 0
        for _ in range(4):
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length


def _extent(data: bytes) -> Extent:
    extent, row = Extent(), 0
    for kind, content in records(data):
        if kind == ROW:
            row = unpack_from("<I", content)[0] + 1
            if content[11] & 0x10:
                extent.hidden_rows.add(row)
        elif 1 < kind <= LAST_CELL:
            extent.add(row, unpack_from("<I", content)[0] + 1)
        elif kind == COLUMNS and content[16] & 1:
            first, last = unpack_from("<II", content)
            extent.hidden_columns.update(range(first + 1, min(last, first + 16_384) + 2))
    return extent


def _widened(bounds: list[int], value: int) -> list[int]:
    return [min(value, bounds[0]), max(value, bounds[1])] if bounds else [value, value]


def _string(content: bytes, at: int) -> tuple[str, int]:
    """A counted string of two-byte letters, and where it ends."""
    length = unpack_from("<I", content, at)[0]
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le"), end
