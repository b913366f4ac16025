"""Which cells of a table are labels and which are answers, by how they look, stand and read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.labels import is_known, is_label, is_row_heading
from extractors.word_blocks import Cell, Paragraph, Table
from extractors.word_lines import Unit, is_noise, units_of

LONGEST_STRONG = 30  # words, of a label set apart by bold text or shading
LONGEST_HEADER = 20  # words, of a column's heading
LONGEST_PLAIN = 6  # words, of a label that nothing sets apart
LONGEST_ROW_LABEL = 12  # words on average in a column of row labels
TEXT_SHADE = 12  # words on average, from which shaded cells are bands and no labels
LONGER = 1.5  # times as long as the labels their answers are


class Face(NamedTuple):
    """How a cell looks: its lines, whether it stands out, whether its words alone make it a label."""

    cell: Cell
    units: tuple[Unit, ...]
    words: int
    strong: bool
    label: bool
    nested: bool  # holds a table or a text box
    row_end: bool  # the last cell of its row

    @property
    def empty(self) -> bool:
        """Holds nothing at all."""
        return not self.units and not self.nested

    @property
    def short(self) -> bool:
        """Short enough for a label that nothing sets apart, and no sentence."""
        last = self.units[-1].text[-1] if self.units else "."
        return not self.nested and 0 < self.words <= LONGEST_PLAIN and last not in ".;!" and not self.noise

    @property
    def brief(self) -> bool:
        """Could be a row's label: one line, no sentence."""
        one = len(self.units) == 1 and not self.nested and not self.noise
        return one and self.words <= LONGEST_ROW_LABEL and self.text[-1] not in ".;"

    @property
    def noise(self) -> bool:
        """Holds only numbers, crosses or prompts."""
        return bool(self.units) and all(is_noise(unit.text) for unit in self.units)

    @property
    def known(self) -> bool:
        """Is one label that plans are known to use."""
        return len(self.units) == 1 and is_known(self.units[0].text)

    @property
    def text(self) -> str:
        """The first line."""
        return self.units[0].text if self.units else ""


@dataclass(slots=True)
class Roles:
    """The label cells (by row and column), the rows that head columns, and whether rows have labels too."""

    faces: dict[int, list[Face]]
    labels: set[tuple[int, int]] = field(default_factory=set)
    headers: set[int] = field(default_factory=set)
    row_labels_lead: bool = False  # the row's label says more than the column's


def roles_of(table: Table) -> Roles:
    """Decides the role of every cell."""
    roles = Roles(_faces(table))
    rows = [row for row in roles.faces.values() if len(row) > 1]
    roles.headers = _header_rows(table, roles.faces, rows)
    _label(roles, (face for number in roles.headers for face in roles.faces[number]))
    answers = [row for row in rows if row[0].cell.row not in roles.headers]
    tells = _strength_tells(answers)
    for column in sorted({face.cell.col for row in answers for face in row}):
        _label_column(roles, answers, column, tells)
    _label_rows(roles, table, tells)
    return roles


def _label(roles: Roles, faces: Iterable[Face]) -> None:
    roles.labels |= {(face.cell.row, face.cell.col) for face in faces if _can_be_label(face)}


def _can_be_label(face: Face) -> bool:
    return bool(face.units) and not face.noise and not face.nested


def _faces(table: Table) -> dict[int, list[Face]]:
    """The cells' looks by row; shading counts only where shaded cells are short (else it is bands)."""
    drafts = [(cell, *_content(cell)) for cell in table.cells]
    shaded = [
        sum(len(unit.text.split()) for unit in units) for cell, units, _ in drafts if cell.shaded and units
    ]
    shade_tells = bool(shaded) and sum(shaded) / len(shaded) <= TEXT_SHADE
    faces: dict[int, list[Face]] = {}
    for cell, units, nested in drafts:
        styled = (table.first_row and cell.row == 1) or (table.first_column and cell.col == 0)
        bold = bool(units) and all(unit.bold for unit in units)
        words = sum(len(unit.text.split()) for unit in units)
        strong = bold or _heads_guidance(units) or (cell.shaded and shade_tells) or styled
        label = len(units) == 1 and is_label(units[0].text)
        row = faces.setdefault(cell.row, [])
        if row:
            row[-1] = row[-1]._replace(row_end=False)
        row.append(Face(cell, units, words, strong and words <= 2 * LONGEST_STRONG, label, nested, True))
    return {number: _with_guided_labels(row) for number, row in faces.items()}


def _with_guided_labels(row: Sequence[Face]) -> list[Face]:
    """A bold line with plain guidance under it is a label where the cell to the right has no such line."""
    leads = [bool(face.units) and face.units[0].bold for face in row]
    guided = [
        leads[n] and not face.row_end and not leads[n + 1] and not row[n + 1].empty and not face.nested
        for n, face in enumerate(row)
    ]
    return [face._replace(strong=face.strong or label) for face, label in zip(row, guided, strict=True)]


def _content(cell: Cell) -> tuple[tuple[Unit, ...], bool]:
    units: list[Unit] = []
    nested = False
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            units.extend(units_of(block, gap=False, in_cell=True))
            nested = nested or any(hanging.part == "textbox" for hanging in block.attached)
        else:
            nested = True
    return tuple(units), nested


def _heads_guidance(units: Sequence[Unit]) -> bool:
    """A bold label with one plain line under it in brackets: its guidance."""
    return len(units) == 2 and units[0].bold and units[1].text.startswith("(")


def _strength_tells(rows: Sequence[Sequence[Face]]) -> bool:
    """Whether some cells stand out and others do not."""
    faces = [face for row in rows for face in row if not face.empty]
    strong = sum(face.strong for face in faces)
    return strong > 0 and (strong < len(faces) or any(face.empty for row in rows for face in row))


def _header_rows(table: Table, faces: dict[int, list[Face]], rows: Sequence[Sequence[Face]]) -> set[int]:
    """The rows that head the columns below them: marked as such, set apart, or reading so."""
    marked = {number for number in range(1, table.header_rows + 1) if len(faces.get(number, ())) > 1}
    if marked:
        return marked
    if len(rows) < 2:
        return set()
    first, second = rows[0], rows[1]
    if not (_strong_header(first, rows[1:]) or _plain_header(first, rows[1:])):
        return set()
    headers = {first[0].cell.row}
    two_level = any(face.cell.span > 1 for face in first) and len(second) >= len(first) - 1
    if (
        two_level
        and len(rows) > 2
        and all(face.short for face in second if not face.empty)
        and (
            all(face.strong for face in second if not face.empty)
            == all(face.strong for face in first if not face.empty)
        )
    ):
        headers.add(second[0].cell.row)
    return headers


def _strong_header(first: Sequence[Face], below: Sequence[Sequence[Face]]) -> bool:
    filled = [face for face in first if not face.empty]
    if len(filled) < 2 or not all(face.strong and face.words <= LONGEST_HEADER for face in filled):
        return False
    rest = [face for row in below for face in row if not face.empty]
    if rest and all(face.strong for face in rest):
        return _plain_header(first, below)
    column = [row[0] for row in below if not row[0].empty]
    row_labels = bool(column) and _share(column, "strong") >= 0.5
    if len(first) == 2 and row_labels:
        return is_row_heading(first[0].text) or first[0].empty or first[1].known
    return not _alternates(first, below)


def _alternates(first: Sequence[Face], below: Sequence[Sequence[Face]]) -> bool:
    """Whether the rows below are label, answer, label, answer and the first one is like them."""
    return (
        len(first) % 2 == 0
        and len(first) > 2
        and all(
            face.strong != bool(place % 2)
            for row in below
            for place, face in enumerate(row)
            if not face.empty
        )
    )


def _plain_header(first: Sequence[Face], below: Sequence[Sequence[Face]]) -> bool:
    filled = [face for face in first if not face.empty]
    if len(filled) < max(2, len(first) - 1) or not all(
        face.short and len(face.units) == 1 for face in filled
    ):
        return False
    if len({face.strong for face in filled}) > 1:
        return False
    if len({face.text for face in filled}) < len(filled) or (first[0].empty and len(filled) < 2):
        return False
    rest = [face for row in below for face in row if not face.empty]
    known = [face.known for face in first]
    column = [row[0] for row in below if not row[0].empty]
    if len(first) == 2:
        return all(known) and _share(column, "known") < 0.5
    if len(first) % 2 == 0 and any(known[::2]) and not any(known[1::2]):
        return False
    longer = bool(rest) and _mean(rest) >= LONGER * _mean(filled)
    return sum(known) >= 2 or longer or (first[0].empty and bool(column))


def _label_column(roles: Roles, rows: Sequence[Sequence[Face]], column: int, tells: bool) -> None:
    """Marks the labels among the cells that start in this column."""
    cells = [(row, place) for row in rows for place, face in enumerate(row) if face.cell.col == column]
    filled = [row[place] for row, place in cells if not row[place].empty and not row[place].noise]
    if not filled:
        return
    if roles.headers:
        _label(roles, filled if _heads_rows(roles, filled, column) else ())
        return
    strong = tells and _share(filled, "strong") > 0
    for row, place in cells:
        face = row[place]
        left = place > 0 and (row[place - 1].cell.row, row[place - 1].cell.col) in roles.labels
        if face.empty or face.noise or face.nested or (left and face.row_end):
            continue
        if (
            face.strong
            and tells
            and face.words <= LONGEST_STRONG
            and not (face.row_end and place and not left)
        ) or (strong and face.label and not face.row_end and not left):
            _label(roles, (face,))
    if not strong or _share(filled, "strong") < 0.3:
        _label_plain_column(roles, cells, filled)


def _heads_rows(roles: Roles, filled: Sequence[Face], column: int) -> bool:
    """In a table with a header row: whether this column names the rows, or holds answers like the others."""
    head = next(
        (f for n in sorted(roles.headers, reverse=True) for f in roles.faces[n] if _covers(f, column)), None
    )
    nameless = head is None or head.empty or is_row_heading(head.text)
    if column == 0:
        lead = _share(filled, "known") >= 0.6
        roles.row_labels_lead = lead or len(roles.faces[min(roles.headers)]) == 2
        return lead or (nameless and _mean(filled) <= LONGEST_ROW_LABEL)
    left_labels = any((face.cell.row, 0) in roles.labels for face in filled)
    return nameless and left_labels and _share(filled, "strong") == 1 and _mean(filled) <= LONGEST_ROW_LABEL


def _covers(face: Face, column: int) -> bool:
    return face.cell.col <= column < face.cell.col + face.cell.span


def _label_plain_column(
    roles: Roles, cells: Sequence[tuple[Sequence[Face], int]], filled: Sequence[Face]
) -> None:
    """Where nothing is set apart, the words decide: the first column, and every other one in double forms."""
    right = [row[place + 1] for row, place in cells if place + 1 < len(row) and not row[place].empty]
    if not right:
        return
    after = [face for face in right if not face.empty]
    worded = _share(filled, "label") >= 0.5
    first = all(place == 0 for _, place in cells)
    ratio = 1.0 if all(len(row) == 2 for row, _ in cells) else LONGER
    leads = _share(filled, "brief") >= 0.8 and (not after or _mean(after) >= ratio * _mean(filled))
    if not (worded or (first and leads)):
        return
    for row, place in cells:
        face = row[place]
        left = place > 0 and (row[place - 1].cell.row, row[place - 1].cell.col) in roles.labels
        if not left and not face.row_end and (face.brief or face.label):
            _label(roles, (face,))


def _label_rows(roles: Roles, table: Table, tells: bool) -> None:
    """Marks lone cells and whole rows that stand over their answers."""
    lone_tells = _strength_tells(list(roles.faces.values()))
    for number, row in roles.faces.items():
        below = next((roles.faces[n] for n in range(number + 1, table.height + 1) if n in roles.faces), None)
        filled = [face for face in row if not face.empty]
        if below is None or number in roles.headers or not filled or any(face.noise for face in filled):
            continue
        if len(row) == 1:
            if _is_lone_label(row[0], below, lone_tells):
                _label(roles, row)
        elif len(filled) == len(row) and _heads_next(row, below, tells):
            roles.headers.add(number)
            _label(roles, row)


def _is_lone_label(face: Face, below: Sequence[Face], tells: bool) -> bool:
    if face.nested or face.words > LONGEST_STRONG or len(face.units) > 2:
        return False
    if face.strong and tells:
        return True
    return face.label and not (len(below) == 1 and below[0].label and not below[0].strong and not face.known)


def _heads_next(row: Sequence[Face], below: Sequence[Face], tells: bool) -> bool:
    """A row of labels only, with a row of answers of the same shape right below."""
    if [face.cell.col for face in row] != [face.cell.col for face in below]:
        return False
    answers = [face for face in below if not face.empty]
    strong = tells and all(face.strong for face in row) and not any(face.strong for face in answers)
    return strong or (all(face.label for face in row) and not any(face.label for face in answers))


def _share(faces: Sequence[Face], quality: str) -> float:
    return sum(bool(getattr(face, quality)) for face in faces) / len(faces) if faces else 0.0


def _mean(faces: Sequence[Face]) -> float:
    """Words a cell, on average."""
    return sum(face.words for face in faces) / len(faces) if faces else 0.0
