"""Reads forms: labels with their answers to the right or below, and tables turned on their side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.excel_blocks import Block, Item, Record
from extractors.excel_lines import (
    Line,
    form_strength,
    header_strength,
    is_bare,
    is_known,
    label_score,
    mean_score,
)
from extractors.excel_sheet import Area, Cell
from extractors.excel_tables import HEADER
from extractors.excel_words import field as field_of
from extractors.excel_words import is_person

LABEL = 1.0  # score from which the first cell of a line is taken as a label
SURE_LABEL = 2.0
NAME_LENGTH = 90
SEVERAL = 3  # fields down a first column from which the other columns are plans or goals


@dataclass(slots=True)
class _Form:
    """A form while it is being read."""

    title: tuple[str, ...]
    column: int
    start: Cell
    label: Cell | None = None
    answered: bool = False
    items: list[Item] = field(default_factory=list)
    labels: list[Cell] = field(default_factory=list)


def read_form(
    lines: Sequence[Line], at: int, title: tuple[str, ...], headers: Sequence[Area]
) -> tuple[Block, int]:
    """The form that starts at this line, and the number of the first line after it."""
    form = _Form(title, lines[at].first.column, lines[at].first)
    after = at
    while after < len(lines) and (after == at or not _ends(lines, after, form, headers)):
        _take(lines[after], form)
        after += 1
    record = Record(None, None, tuple(form.items))
    labels = tuple(cell.text for cell in form.labels)
    return Block("form", title, labels, (record,), tuple(form.labels)), after


def _ends(lines: Sequence[Line], at: int, form: _Form, headers: Sequence[Area]) -> bool:
    line = lines[at]
    if line.first.column < form.column or line.gap > 2:
        return True
    strength = header_strength(lines, at, headers)
    if line.first.column > form.column:
        several = len(line.cells) > 1
        return (several and strength >= HEADER) or (line.gap > 0 and (several or form.label is None))
    again = line.gap > 0 and len(form.labels) > 2 and line.first.text.lower() == form.start.text.lower()
    if again or strength >= 9 or (strength >= HEADER and strength > form_strength(lines, at) + 0.5):
        return True
    if len(line.cells) == 1:
        return _single_ends(lines, at, form)
    return label_score(line.first) < LABEL and (line.gap > 0 or label_score(line.first) < 0)


def _single_ends(lines: Sequence[Line], at: int, form: _Form) -> bool:
    """Whether a lone cell in the label column ends the form: a title, a header's group or a note."""
    cell, start = lines[at].first, form.start
    if not _is_label(cell, form):
        return form.answered or lines[at].gap > 0
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is not None and not after.gap and after.first.column > form.column and len(after.cells) == 1:
        return False  # its answer stands one row down
    if after is None:
        return False
    different = (cell.bold, cell.filled, cell.size) != (start.bold, start.filled, start.size)
    wide = cell.last_column > start.last_column
    again = after.first.text.lower() == start.text.lower() and len(form.labels) > 2
    return different or wide or again or (lines[at].gap > 0 and not is_known(cell))


def _take(line: Line, form: _Form) -> None:
    cells = list(line.cells)
    if cells[0].column == form.column and (len(cells) > 1 or _is_label(cells[0], form)):
        _set_label(cells.pop(0), form)
    while cells:
        cell = cells.pop(0)
        if cells and form.answered and _is_next_label(cell, cells[0], form):
            _set_label(cell, form)
            continue
        heading = (*form.title, form.label.text) if form.label else form.title
        form.items.append(Item(cell, heading))
        form.answered = True


def _is_label(cell: Cell, form: _Form) -> bool:
    """Whether a lone cell in the label column is a label: it looks as the first label does."""
    marked = form.start.bold or form.start.filled
    return label_score(cell) >= LABEL and (is_known(cell) if not marked else cell.bold or cell.filled)


def _set_label(cell: Cell, form: _Form) -> None:
    form.label, form.answered = cell, False
    form.labels.append(cell)


def _is_next_label(cell: Cell, answer: Cell, form: _Form) -> bool:
    """Whether a cell further right is a second label on its line."""
    looks = (cell.bold, cell.filled) == (form.start.bold, form.start.filled)
    return looks and label_score(cell) >= SURE_LABEL and label_score(cell) > label_score(answer)


def is_turned(lines: Sequence[Line], at: int) -> bool:
    """Whether a table on its side starts here: labels down the first column, a plan or goal in each other."""
    top, below = lines[at], list(lines[at + 1 : at + 4])
    if len(below) < 2 or any(line.gap for line in below):
        return False
    corner = below[0].first.column < top.first.column
    names = top.cells if corner else top.cells[1:]
    apart = not corner and _set_apart(lines, at)
    told = apart or _fields_down(lines, at) >= SEVERAL
    long = any(len(cell.text) > NAME_LENGTH for cell in names)
    if len(names) < 2 or any(map(is_bare, names)) or (long and (corner or not told)):
        return False
    column = below[0].first.column
    labels = [line.first for line in below] + ([] if corner else [top.first])
    if any(cell.column != column for cell in labels) or sum(len(line.cells) > 2 for line in below) < 2:
        return False
    answers = [cell for line in below for cell in line.cells[1:]]
    if _pairs(below):
        return False
    worth, rival = (mean_score(cells) - mean_score(answers) for cells in (labels, names))
    headed = corner or is_person(top.first.text) or all(cell.bold or cell.filled for cell in names)
    return (headed or told) and worth >= HEADER and worth > rival


def _set_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether down to the next gap the first column alone is bold or filled."""
    block = [lines[at], *takewhile(lambda line: not line.gap, lines[at + 1 :])]
    looks = [[cell.bold or cell.filled for cell in line.cells] for line in block]
    return all(line[0] and not any(line[1:]) for line in looks)


def _fields_down(lines: Sequence[Line], at: int) -> int:
    """How many of the method's fields the first column names down to the next gap."""
    labels = [lines[at].first.text]
    for line in lines[at + 1 :]:
        if line.gap:
            break
        labels.append(line.first.text)
    return len({name for name in map(field_of, labels) if name})


def _pairs(lines: Sequence[Line]) -> bool:
    """Whether the lines read label, answer, label, answer."""
    second = [line.cells[2] for line in lines if len(line.cells) == 4]
    sure = sum(label_score(cell) >= SURE_LABEL for cell in second)
    return len(second) * 2 > len(lines) and sure * 2 > len(second)


def read_turned(lines: Sequence[Line], at: int, title: tuple[str, ...]) -> tuple[Block, int]:
    """The table on its side that starts at this line, and the number of the first line after it."""
    top = lines[at]
    corner = lines[at + 1].first.column < top.first.column
    column = lines[at + 1].first.column
    own = takewhile(lambda line: not line.gap and line.first.column >= column, lines[at + 1 :])
    block = [*([] if corner else [top]), *own]
    names = list(top.cells) if corner else _names(block)
    found: dict[int, list[Item]] = {name.column: [] for name in names}
    labels: list[Cell] = []
    for line in block:
        cells = list(line.cells)
        if cells[0].column == column:
            labels.append(cells.pop(0))
        for cell in cells:
            owner = max((key for key in found if key <= cell.column), default=names[0].column)
            head = next(name.text for name in names if name.column == owner)
            found[owner].append(Item(cell, (*title, *((head,) if corner else ()), labels[-1].text)))
    records = tuple(Record(name, None, tuple(found[name.column])) for name in names)
    headings = (*labels, *(names if corner else ()))
    after = at + len(block) + corner
    return Block("turned", title, tuple(cell.text for cell in labels), records, headings), after


def _names(block: Sequence[Line]) -> list[Cell]:
    """The first cell of each plan's column: those of the first line, and of columns filled in most others."""
    names = list(block[0].cells[1:])
    counts = Counter(cell.column for line in block[1:] for cell in line.cells[1:])
    taken = {column for cell in names for column in range(cell.column, cell.last_column + 1)}
    late = {column for column, count in counts.items() if column not in taken and count * 2 >= len(block)}
    for line in block[1:]:
        names += (cell for cell in line.cells[1:] if cell.column in late)
        late -= {cell.column for cell in line.cells}
    return sorted(names, key=lambda name: name.column)
