"""Cells to passages: each line of a cell is one, bare values are none, notes follow their cell."""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Passage, Place
from extractors.excel_blocks import Block, Item
from extractors.excel_lines import is_bare
from extractors.excel_sheet import Cell, Remark, Sheet, within
from extractors.excel_words import groups

BULLET = re.compile(r"\A(?:[·⁃○✓✔*o\-–—]\s+|[•▪■◦‣➢►\uf0b7]\s*)")
UNFINISHED = re.compile(r"(?:,|\b(?:og|eller|samt|at))\Z")
MARKS = frozenset({"x", "X", "-", "–", "—", "✓", "✔", "☑", "☒", "☐", "•", "/"})


def lines_in(text: str) -> list[str]:
    """The lines of a cell without bullets; a line broken off in mid-sentence keeps the next one."""
    pieces: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        bare = BULLET.sub("", line, count=1)
        if not bare.strip():
            continue
        if pieces and bare is line and line[0].islower() and UNFINISHED.search(pieces[-1]):
            pieces[-1] += "\n" + line
        else:
            pieces.append(bare.strip())
    return pieces


def is_content(cell: Cell, label: str) -> bool:
    """Whether a cell's text is a passage: words, or a number under a label of time or money."""
    if cell.text in MARKS:
        return False
    return not is_bare(cell) or ("time" in groups(label) and cell.text not in ("SAND", "FALSK"))


def passages_of(sheet: Sheet, items: Iterable[Item]) -> list[Passage]:
    """The passages of some of a sheet's content, each cell's notes after it."""
    notes = _by_cell(sheet.notes)
    found: list[Passage] = []
    for item in items:
        if within(sheet.lists, item.cell.row, item.cell.column):
            continue
        if is_content(item.cell, item.heading[-1] if item.heading else ""):
            found += _pieces(item.cell.text, item.heading, sheet.name, item.cell.address)
        for note in notes.get((item.cell.row, item.cell.column), ()):
            found += _pieces(note.text, item.heading, sheet.name, note.address)
    return found


def list_passages(sheet: Sheet, blocks: Sequence[Block]) -> list[Passage]:
    """What stands in ranges that only feed dropdown lists."""
    cells = {item.cell: item.heading for block in blocks for item in block.items()}
    hits = ((cell, path) for cell, path in cells.items() if within(sheet.lists, cell.row, cell.column))
    return [piece for cell, path in hits for piece in _pieces(cell.text, path, sheet.name, cell.address)]


def loose_notes(sheet: Sheet, blocks: Sequence[Block]) -> list[Passage]:
    """Notes on headings and on empty cells, under the heading they hang on."""
    content = {(item.cell.row, item.cell.column) for block in blocks for item in block.items()}
    headings = {(c.row, c.column): (*b.title[:1], c.text) for b in blocks for c in b.headings}
    title = next((block.title[:1] for block in blocks if block.title), ())
    found: list[Passage] = []
    for note in sheet.notes:
        if (note.row, note.column) not in content:
            path = tuple(dict.fromkeys(headings.get((note.row, note.column), title)))
            found += _pieces(note.text, path, sheet.name, note.address)
    return found


def box_passages(sheet: Sheet, title: tuple[str, ...]) -> list[Passage]:
    """The text boxes of a sheet."""
    found: list[Passage] = []
    for box in sheet.boxes:
        found += _pieces(box.text, title, sheet.name, box.address)
    return found


def _by_cell(notes: Sequence[Remark]) -> dict[tuple[int, int], list[Remark]]:
    found: dict[tuple[int, int], list[Remark]] = {}
    for note in notes:
        found.setdefault((note.row, note.column), []).append(note)
    return found


def _pieces(text: str, heading: tuple[str, ...], sheet: str, at: str) -> Iterator[Passage]:
    place = Place("excel", sheet, at)
    for line in lines_in(text):
        yield Passage(line, heading, place)
