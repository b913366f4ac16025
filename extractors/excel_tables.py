"""Reads a table under its header: columns on one or two levels, sections across it, records, and its end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.excel_blocks import Block, Item, Record
from extractors.excel_lines import (
    WINDOW,
    Line,
    declared,
    fits,
    form_strength,
    header_strength,
    is_bare,
    is_known,
    is_marked,
    known_share,
    label_score,
)
from extractors.excel_sheet import Area, Cell
from extractors.excel_words import is_person

HEADER = 1.5  # strength from which a line is taken as a header
ROWS_SEEN = 20  # rows by which the naming column is found
LONG = 60  # characters from which a lone cell is a note and no section


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its extent on the sheet and its header's texts, group first."""

    first: int
    last: int
    heading: tuple[str, ...]


@dataclass(slots=True)
class _Table:
    """A table while it is being read."""

    title: tuple[str, ...]
    columns: list[Column]
    top: Line
    headings: list[Cell]
    key: int
    section: Cell | None = None
    body: list[Line] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


def header_levels(lines: Sequence[Line], at: int, headers: Sequence[Area]) -> int:
    """How many lines the header starting here has: 0 where there is none, 2 with group headers above."""
    line = lines[at]
    if at + 1 < len(lines) and lines[at + 1].gap == 0 and _groups(line, lines[at + 1], headers):
        tall = [cell for cell in line.cells if cell.last_row >= lines[at + 1].row]
        whole = sorted([*tall, *lines[at + 1].cells], key=lambda cell: cell.column)
        window = [Line(lines[at + 1].row, tuple(whole), 0), *lines[at + 2 : at + 2 + WINDOW]]
        under = header_strength(window, 0, headers)
        if under >= HEADER and (under < 9 or not declared(line, headers)):
            return 2
    return 1 if header_strength(lines, at, headers) >= HEADER else 0


def _groups(line: Line, below: Line, headers: Sequence[Area]) -> bool:
    """Whether the line holds headers of groups of columns over the header line below it."""
    spans = [cell for cell in line.cells if cell.last_column > cell.column and cell.last_row == line.row]
    tall = [cell for cell in line.cells if cell.last_row >= below.row]
    if any(is_bare(cell) or len(cell.text) > LONG for cell in line.cells):
        return False
    if len(line.cells) == 1:
        return bool(spans) and line.first.column > below.first.column
    if spans or tall:
        return True
    sparse = len(line.cells) < len(below.cells) and is_marked(line) and is_marked(below)
    return sparse and not declared(line, headers) and line.first.column >= below.first.column


def read_table(
    lines: Sequence[Line], at: int, levels: int, title: tuple[str, ...], headers: Sequence[Area]
) -> tuple[Block, int]:
    """The table whose header starts at this line, and the number of the first line after it."""
    top = lines[at + levels - 1]
    columns = _columns(lines[at : at + levels])
    cells = [cell for line in lines[at : at + levels] for cell in line.cells]
    after = at + levels
    table = _Table(title, columns, top, cells, 0)
    table.key = _key_column(lines, after, columns)
    while after < len(lines) and not _ends(lines, after, table, headers):
        _take(lines, after, table)
        after += 1
    labels = tuple(column.heading[-1] for column in columns)
    return Block("table", title, labels, tuple(table.records), tuple(table.headings)), after


def _columns(header: Sequence[Line]) -> list[Column]:
    if len(header) == 1:
        return [Column(cell.column, cell.last_column, (cell.text,)) for cell in header[0].cells]
    upper, lower = header
    found = []
    starts = [cell.column for cell in upper.cells] + [1 << 20]
    for cell in lower.cells:
        over = [one for one in upper.cells if one.last_row < lower.row and _is_over(one, cell, starts)]
        found.append(Column(cell.column, cell.last_column, (*(one.text for one in over[-1:]), cell.text)))
    taken = {column.first for column in found}
    alone = [cell for cell in upper.cells if cell.column not in taken]
    found += [Column(c.column, c.last_column, (c.text,)) for c in alone if c.last_row >= lower.row or
              not any(one.first <= c.last_column and c.column <= one.last for one in found)]  # fmt: skip
    return sorted(found, key=lambda column: column.first)


def _is_over(group: Cell, cell: Cell, starts: list[int]) -> bool:
    if group.last_column > group.column:
        return group.column <= cell.column <= group.last_column
    return group.column <= cell.column < min(start for start in starts if start > group.column)


def _key_column(lines: Sequence[Line], at: int, columns: list[Column]) -> int:
    """The first column that names the rows: filled in most of them and not with mere numbers."""
    window = []
    for line in lines[at : at + ROWS_SEEN]:
        if line.gap > 1:
            break
        window.append(line)
    for column in columns:
        cells = [cell for line in window for cell in line.cells if cell.column == column.first]
        covered = sum(cell.last_row - cell.row + 1 for cell in cells)
        usual = covered >= 0.6 * len(window) or is_person(column.heading[-1])
        if usual and cells and not all(map(is_bare, cells)):
            return column.first
    return columns[0].first


def _ends(lines: Sequence[Line], at: int, table: _Table, headers: Sequence[Area]) -> bool:
    """Whether the table has ended before this line."""
    line = lines[at]
    if _repeats(line, table):
        return False
    if declared(line, headers):
        return True
    if len(line.cells) == 1:
        return _single_ends(lines, at, table)
    if not any(fits(Line(line.row, (cell,), 0), table.top) for cell in line.cells):
        return True
    return _new_header(lines, at, table) or _form_follows(lines, at, table)


def _new_header(lines: Sequence[Line], at: int, table: _Table) -> bool:
    """Whether a line in or after the table heads another one."""
    line = lines[at]
    if is_marked(line):
        lone = bool(line.gap) or not _body_marked(table)
        return lone and header_strength(lines, at) >= (HEADER if line.gap else HEADER + 1)
    if is_marked(table.top) or len(line.cells) <= (1 if line.gap else 2):
        return False
    known = known_share(line) >= (0.6 if line.gap else 1.0)
    return known and header_strength(lines, at) >= HEADER


def _repeats(line: Line, table: _Table) -> bool:
    """Whether a line is the table's header once more (as on a new page)."""
    texts = [cell.text.lower() for cell in line.cells]
    return len(texts) > 1 and texts == [cell.text.lower() for cell in table.top.cells]


def _body_marked(table: _Table) -> bool:
    return bool(table.body) and sum(map(is_marked, table.body)) * 2 > len(table.body)


def _single_ends(lines: Sequence[Line], at: int, table: _Table) -> bool:
    """Whether a line of one cell is a note or a title after the table rather than part of it."""
    line, cell = lines[at], lines[at].first
    if not fits(line, table.top):
        return True
    if cell.last_column == cell.column and cell.column > table.columns[0].last and not line.gap:
        return False
    if _is_section(lines, at, table):
        return False
    marked = is_marked(line) and not _body_marked(table) and not (table.body and table.body[-1].first.bold)
    usual = sorted(len(c.text) for row in table.body for c in row.cells if c.column == cell.column)
    middle = usual[len(usual) // 2] if usual else 20
    wide = cell.last_column - cell.column >= 2
    outgrown = len(cell.text) > max(3 * middle, 50) and len(table.columns) > 1
    return bool(line.gap) or wide or outgrown or (marked and at + 1 < len(lines))


def _is_section(lines: Sequence[Line], at: int, table: _Table) -> bool:
    """Whether a lone cell heads the rows of the table that follow it."""
    cell = lines[at].first
    if len(cell.text) > LONG or "\n" in cell.text or at + 1 >= len(lines) or lines[at].gap > 1:
        return False
    wide = cell.last_column - cell.column >= min(2, len(table.columns) - 1) > 0
    if not (wide or (is_marked(lines[at]) and not _body_marked(table) and cell.column <= table.key)):
        return False
    after = lines[at + 1]
    if after.gap or len(after.cells) < 2 or not fits(after, table.top) or _repeats(after, table):
        return False
    return header_strength(lines, at + 1) < HEADER + 1 and form_strength(lines, at + 1) < HEADER + 1


def _form_follows(lines: Sequence[Line], at: int, table: _Table) -> bool:
    """Whether labels with answers start here, under a table of more columns."""
    line = lines[at]
    if line.first.column > table.columns[0].last or len(line.cells) > 3 or len(table.columns) < 3:
        return False
    looks = line.first.bold or line.first.filled
    firsts = [row.first for row in table.body if row.first.column == line.first.column]
    usual = any(cell.bold or cell.filled for cell in firsts)
    if looks and not usual and table.body:
        return label_score(line.first) >= 2
    if not line.gap:
        return False
    known = is_known(line.first) and not any(is_known(row.first) for row in table.body)
    if known and form_strength(lines, at) >= HEADER:
        return True
    return len(line.first.text) <= 40 and _pairs_below(lines, at, table)


def _pairs_below(lines: Sequence[Line], at: int, table: _Table) -> bool:
    """Whether only lines of a label and an answer follow, under a table whose rows are fuller."""
    widths = sorted(len(row.cells) for row in table.body)
    if not widths or widths[len(widths) // 2] < 3 or len(lines[at].cells) != 2:
        return False
    last = table.columns[min(1, len(table.columns) - 1)].last
    rest = [lines[at]]
    for line in lines[at + 1 :]:
        if line.gap:
            break
        rest.append(line)
    return all(len(line.cells) <= 2 and line.cells[-1].column <= last for line in rest)


def _take(lines: Sequence[Line], at: int, table: _Table) -> None:
    line = lines[at]
    if _repeats(line, table):
        table.headings += line.cells
        return
    if len(line.cells) == 1 and _is_section(lines, at, table):
        table.section = line.first
        table.headings.append(line.first)
        return
    table.body.append(line)
    section = (table.section.text,) if table.section else ()
    row_label = _row_label(line, table)
    if row_label:
        table.headings.append(row_label)
    context = (*table.title, *section, *((row_label.text,) if row_label else ()))
    items = tuple(Item(c, (*context, *_heading(c, table))) for c in line.cells if c is not row_label)
    key = next(
        (c for c in line.cells if c.column == table.key or (c.column < table.key and not is_bare(c))), None
    )
    same = table.records and table.records[-1].section == (section[0] if section else None)
    if key is None and same and table.records[-1].name is not None and _continues(line, table):
        last = table.records.pop()
        table.records.append(Record(last.name, last.section, last.items + items))
    else:
        table.records.append(Record(key, section[0] if section else None, items))


def _continues(line: Line, table: _Table) -> bool:
    """Whether a row without a name goes on with the row above: under a person, merged, nearly empty."""
    named = next(column for column in table.columns if column.first == table.key)
    last = table.records[-1].name
    merged = last is not None and last.last_row >= line.row
    return merged or is_person(named.heading[-1]) or len(line.cells) < 3


def _row_label(line: Line, table: _Table) -> Cell | None:
    """A cell to the left of all headers: it labels its row."""
    first = line.first
    outside = first.last_column < table.columns[0].first and len(line.cells) > 1
    return first if outside and len(first.text) <= LONG and not is_bare(first) else None


def _heading(cell: Cell, table: _Table) -> tuple[str, ...]:
    for column in table.columns:
        if column.first <= cell.column <= column.last:
            return column.heading
    return ()
