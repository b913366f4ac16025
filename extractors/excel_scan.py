"""Cuts a sheet into blocks from top to bottom: titles, tables, forms, free text."""

from dataclasses import dataclass, field

from extractors.excel_above import gather_forms
from extractors.excel_blocks import Block, Item, Record
from extractors.excel_forms import is_turned, read_form, read_turned
from extractors.excel_lines import (
    Line,
    following,
    form_strength,
    header_strength,
    is_bare,
    is_known,
    is_marked,
    known_share,
    label_score,
    lines_of,
)
from extractors.excel_sheet import Area, Cell, Sheet
from extractors.excel_strips import strips
from extractors.excel_tables import HEADER, header_levels, read_table
from extractors.excel_words import groups, opens_label
from extractors.labels import is_asking, is_label
from extractors.plan_words import COUNTED

TITLE_LENGTH, BLOCK_TITLE = 100, 80
SURE_HEADING = 2.0
PLAIN_LABELS, PLAIN_WORDS = 3, 5  # known labels from which others are looked for, and their longest


@dataclass(slots=True)
class _Scan:
    """How far the reading of a sheet has come; stack holds the headings in force with their rank."""

    lines: list[Line]
    headers: tuple[Area, ...]
    again: frozenset[str]  # texts that the workbook tells to be labels
    at: int = 0
    stack: list[tuple[int, Cell]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        """Whether lone cells that are headings are told by their looks on this sheet."""
        return any(len(line.cells) == 1 and is_marked(line) for line in self.lines[1:])

    @property
    def plain_form(self) -> bool:
        """Whether several lone cells are known labels: a form with its labels above the answers."""
        lone = (line.first for line in self.lines if len(line.cells) == 1)
        return sum(cell.text in self.again or is_known(cell) for cell in lone) >= PLAIN_LABELS

    @property
    def title(self) -> tuple[str, ...]:
        """The headings in force, outermost first."""
        return tuple(cell.text for _, cell in self.stack)


def blocks_of(sheet: Sheet, again: frozenset[str]) -> tuple[Block, ...]:
    """The blocks of a sheet in reading order; every cell is in one of them, as content or as heading.

    again holds the texts of lone cells that the workbook tells to be labels.
    """
    blocks: list[Block] = []
    for cells in strips(sheet.cells):
        scan = _Scan(lines_of(cells), sheet.headers, again)
        while scan.at < len(scan.lines):
            _step(scan)
        blocks += scan.blocks
    return tuple(gather_forms(blocks))


def _step(scan: _Scan) -> None:
    lines, at = scan.lines, scan.at
    levels = header_levels(lines, at, scan.headers)
    if len(lines[at].cells) == 1 and levels == 0:
        _single(scan)
        return
    header = header_strength(lines, at + max(levels, 1) - 1, scan.headers)
    form = form_strength(lines, at)
    if header < 9 and is_turned(lines, at):
        block, scan.at = read_turned(lines, at, scan.title)
    elif _is_empty_table(lines, at):
        block, scan.at = read_table(lines, at, 1, scan.title, scan.headers)
    elif (levels and (levels == 2 or header >= form)) or _is_wide_header(lines[at], header):
        block, scan.at = read_table(lines, at, max(levels, 1), scan.title, scan.headers)
    elif form > 0 or (len(lines[at].cells) == 2 and label_score(lines[at].first) >= 1):
        block, scan.at = read_form(lines, at, scan.title, scan.headers)
    elif _by_position(lines, at):
        block, scan.at = read_table(lines, at, 1, scan.title, scan.headers)
    else:
        items = tuple(Item(cell, scan.title) for cell in lines[at].cells)
        block, scan.at = Block("free", scan.title, (), (Record(None, None, items),), ()), at + 1
    scan.blocks.append(block)


def _is_empty_table(lines: list[Line], at: int) -> bool:
    """Whether a line heads a table that has not been filled in."""
    line = lines[at]
    if following(lines, at) or any(is_bare(cell) or len(cell.text) > BLOCK_TITLE for cell in line.cells):
        return False
    return known_share(line) == 1 or (len(line.cells) > 2 and (is_marked(line) or known_share(line) >= 0.6))


def _is_wide_header(line: Line, strength: float) -> bool:
    """Whether three or more cells, half of them known words, head columns in spite of labels below."""
    known = list(map(is_known, line.cells))
    paired = len(known) % 2 == 0 and all(known[::2]) and not any(known[1::2])
    return len(known) > 2 and strength >= 0.5 and known_share(line) >= 0.5 and not paired


def _by_position(lines: list[Line], at: int) -> bool:
    """Whether a line heads a table by its place alone: short, different cells over wider rows that fit."""
    line = lines[at]
    short = all(len(cell.text) <= 40 and not is_bare(cell) for cell in line.cells)
    return len(line.cells) > 2 and short and header_strength(lines, at) >= HEADER - 1.5


def _single(scan: _Scan) -> None:
    line = scan.lines[scan.at]
    after = scan.lines[scan.at + 1] if scan.at + 1 < len(scan.lines) else None
    if _is_heading(scan, line, after):
        _push(scan, line)
        scan.blocks.append(Block("free", scan.title, (), (), (line.first,)))
    else:
        items = (Item(line.first, scan.title),)
        scan.blocks.append(Block("free", scan.title, (), (Record(None, None, items),), ()))
    scan.at += 1


def _is_heading(scan: _Scan, line: Line, after: Line | None) -> bool:
    cell = line.first
    sentence = cell.text.endswith((".", ",", ";")) and len(cell.text.split()) > 3 and not is_marked(line)
    if after is None and _ends_labels(scan, cell):
        return True
    if after is None or sentence or len(cell.text) > TITLE_LENGTH or is_bare(cell) or "\n" in cell.text:
        return False
    if scan.at == 0:
        several = any(len(other.cells) > 1 for other in scan.lines)
        return is_marked(line) or several or cell.text in scan.again
    again = any(_looks(one) == _looks(cell) for _, one in scan.stack)
    sure = is_marked(line) and (again or label_score(cell) >= SURE_HEADING)
    if sure or (not scan.marked and _is_plain_label(scan, cell, after)):
        return True
    if len(after.cells) < 2 or after.gap > 1 or len(cell.text) > BLOCK_TITLE:
        return False
    bold = any(one.bold or one.filled for _, one in scan.stack)
    return line.gap > 0 and not bold and any(block.labels for block in scan.blocks)


def _is_plain_label(scan: _Scan, cell: Cell, after: Line) -> bool:
    """Whether a short line without looks is a label: known, or among known ones with a label's words."""
    words = len(cell.text.split())
    lead, _, rest = cell.text.partition(": ")
    asks_in_passing = rest.endswith("?") and not COUNTED.match(lead)
    if is_label(cell.text) and not cell.text[0].islower() and not asks_in_passing:
        return True
    if cell.text in scan.again:
        return scan.plain_form and not after.gap
    if not scan.plain_form or words > PLAIN_WORDS or not cell.text[0].isupper() or cell.text[-1] in ".,;":
        return False
    if not (is_asking(cell.text) or opens_label(cell.text) or (words <= 3 and groups(cell.text))):
        return False
    return len(after.cells) == 1 and not after.gap and len(after.first.text) > len(cell.text)


def _ends_labels(scan: _Scan, cell: Cell) -> bool:
    """Whether a sheet's last cell is one more label without an answer."""
    before = scan.blocks[-1] if scan.blocks else None
    return before is not None and bool(before.headings) and not before.records and is_known(cell)


def _looks(cell: Cell) -> tuple[bool, bool, float, int]:
    return cell.bold, cell.filled, cell.size, cell.last_column - cell.column


def _push(scan: _Scan, line: Line) -> None:
    cell = line.first
    rank = 0 if scan.at == 0 else 1 if line.gap or cell.filled or cell.last_column > cell.column else 2
    alike = [own for own, one in scan.stack if _looks(one) == _looks(cell)]
    rank = min([rank, *alike])
    scan.stack = [(own, one) for own, one in scan.stack if own < rank] + [(rank, cell)]
