"""Rows of a sheet as lines of cells, and how much a cell or a line looks like labels rather than answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.excel_sheet import Area, Cell
from extractors.excel_words import groups
from extractors.labels import is_label

SINGLE_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*\Z")
CROSSES = frozenset({"x", "X", "-", "–", "—", "✓", "✔", "☑", "☒", "☐", "•", "SAND", "FALSK", "/"})
DATE_LIKE = re.compile(r"\d{1,4}\s*[-./]\s*\d|\d+\Z|(?:uge|d\.)\s*\d", re.IGNORECASE)
LONGEST_LABEL = 12  # words
WINDOW = 5  # lines under a header that are compared with it


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet with its cells from left to right, and the empty rows above it."""

    row: int
    cells: tuple[Cell, ...]
    gap: int

    @property
    def first(self) -> Cell:
        """The leftmost cell."""
        return self.cells[0]


def lines_of(cells: Sequence[Cell]) -> list[Line]:
    """The cells gathered row by row, with the number of empty rows before each."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    lines, filled_to = [], 0
    for row, members in sorted(rows.items()):
        lines.append(Line(row, tuple(members), max(0, row - filled_to - 1)))
        filled_to = max(filled_to, *(cell.last_row for cell in members))
    return lines


def is_bare(cell: Cell) -> bool:
    """Whether a cell holds only a number, a score or a cross."""
    text = cell.text
    return cell.number or text in CROSSES or (len(text) < 30 and SINGLE_NUMBER.match(text) is not None)


def label_score(cell: Cell) -> float:
    """How much a cell looks like a label: about 5 for a bold known word, below 0 for sentences."""
    return -2.0 if is_bare(cell) else 2.0 * cell.bold + 1.0 * cell.filled + _text_score(cell.text)


@lru_cache(maxsize=65536)
def _text_score(text: str) -> float:
    """How much the words alone look like a label."""
    words = len(text.split())
    if words > LONGEST_LABEL:
        return -2.0 - 2.0 * text.endswith(".") - 2.0 * ("\n" in text)
    score = 2.0 * (words <= 7 and bool(groups(text))) + 1.0 * is_label(text)
    score += 1.0 if len(text) <= 30 else 0.0 if len(text) <= 60 else -2.0
    score -= 1.0 * (words > 8)
    if text.endswith(":"):
        score += 1.5
    elif text.endswith("?") and 1 < words <= 10:
        score += 1.0
    elif text.endswith(".") and words > 3:
        score -= 2.0
    score -= 2.0 * ("\n" in text.strip() and words > 8)
    return score - 1.0 * bool(DATE_LIKE.match(text))


def mean_score(cells: Sequence[Cell]) -> float:
    """The mean label score of some cells; 0 for none."""
    return sum(map(label_score, cells)) / len(cells) if cells else 0.0


def is_marked(line: Line) -> bool:
    """Whether nearly all cells of the line are bold or filled."""
    return sum(cell.bold or cell.filled for cell in line.cells) >= 0.8 * len(line.cells)


def is_known(cell: Cell) -> bool:
    """Whether a cell's words are those of labels and headers."""
    return _is_known(cell.text)


@lru_cache(maxsize=65536)
def _is_known(text: str) -> bool:
    words = len(text.split())
    return words <= 16 and (is_label(text) or (words <= 6 and len(text) <= 45 and bool(groups(text))))


def known_share(line: Line) -> float:
    """The share of a line's cells whose words are those of headers."""
    return sum(map(is_known, line.cells)) / len(line.cells)


def following(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines that a line could be the header of: up to WINDOW, without a gap or another header."""
    top = lines[at]
    found: list[Line] = []
    for line in lines[at + 1 : at + 1 + WINDOW]:
        if line.gap > (0 if found else 1):
            break
        if found and len(line.cells) > 1 and is_marked(top) and is_marked(line):
            break
        found.append(line)
    return found


def fits(line: Line, top: Line) -> bool:
    """Whether the line's cells stand in the columns of the line above them."""
    first, last = top.cells[0].column, top.cells[-1].last_column
    return all(first <= cell.column <= last for cell in line.cells)


def declared(line: Line, headers: Sequence[Area]) -> bool:
    """Whether the workbook itself says that the line is a header (list object, filter)."""
    half = len(line.cells) / 2
    held = (sum(area.holds(cell.row, cell.column) for cell in line.cells) for area in headers)
    return len(line.cells) > 1 and any(count > half for count in held)


def header_strength(lines: Sequence[Line], at: int, headers: Sequence[Area] = ()) -> float:
    """How surely a line is the header of the lines under it; 2 and more is good."""
    line = lines[at]
    under = following(lines, at)
    if len(line.cells) < 2 or not under or _is_too_bare(line):
        return -9.0
    if declared(line, headers):
        return 9.0
    texts = {cell.text.lower() for cell in line.cells}
    body = [cell for other in under for cell in other.cells]
    if not any(fits(other, line) for other in under) or len(texts) < len(line.cells) - 1:
        return -9.0
    if len(line.cells) == 2 and not is_marked(line) and not _is_plain_pair(line, under):
        return -9.0
    longest = max(len(cell.text) for cell in line.cells)
    strength = mean_score(line.cells) - max(mean_score(body), -0.5)
    strength += 0.5 * (len(line.cells) > 2) - 1.0 * (longest > 60)
    strength += 2.0 * (is_marked(line) and not any(cell.bold or cell.filled for cell in under[0].cells))
    widest = len(line.cells) >= max(len(other.cells) for other in under)
    strength += 1.0 * (len(line.cells) > 2 and widest and longest <= 12)
    marked = sum(cell.bold for cell in line.cells)
    strength -= 2.0 * (0 < marked <= len(line.cells) / 2)
    return strength - 1.0 * sum(bool(DATE_LIKE.match(cell.text)) for cell in line.cells) / len(line.cells)


def _is_too_bare(line: Line) -> bool:
    """Whether numbers and crosses keep a line from being a header: a lone one among marked words does not."""
    bare = sum(map(is_bare, line.cells))
    return bare > 0 and not (bare == 1 and len(line.cells) > 3 and is_marked(line))


def _is_plain_pair(line: Line, under: Sequence[Line]) -> bool:
    """Whether two unmarked cells can head two columns: both known words, over rows that start with none."""
    starts = [other.first for other in under if other.first.column == line.first.column]
    return known_share(line) == 1 and bool(starts) and not any(map(is_known, starts))


def form_strength(lines: Sequence[Line], at: int) -> float:
    """How surely a line starts a form with labels in its first column and answers to the right."""
    line = lines[at]
    window = [line, *following(lines, at)]
    column = line.first.column
    labels = [other.first for other in window if other.first.column == column and len(other.cells) > 1]
    answers = [cell for other in window for cell in other.cells[1:] if other.first.column == column]
    if len(line.cells) < 2 or label_score(line.first) < 0:
        return -9.0
    answers = [cell for cell in answers if label_score(cell) < label_score(line.first)] or answers
    unique = len({cell.text.lower() for cell in labels}) / len(labels)
    return mean_score(labels) - max(mean_score(answers), -0.5) - 2.0 * (1 - unique) * (unique < 0.5)
