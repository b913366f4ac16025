"""Which cells of a table are labels and which are answers, by how they look, stand and read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.labels import is_row_heading
from extractors.word_blocks import Table
from extractors.word_faces import LONGEST_ROW_LABEL, LONGEST_STRONG, Face, faces_of

LONGEST_HEADER = 20  # words, of a column's heading
LONGER = 1.5  # times as long as the labels their answers are


@dataclass(slots=True)
class Roles:
    """The label cells (by row and column), the rows that head columns, and whether rows have labels too."""

    faces: dict[int, list[Face]]
    labels: set[tuple[int, int]] = field(default_factory=set)
    headers: set[int] = field(default_factory=set)
    row_labels_lead: bool = False  # the row's label says more than the column's


def roles_of(table: Table) -> Roles:
    """Decides the role of every cell."""
    roles = Roles(faces_of(table))
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
    counts = face.noise and not (face.strong and face.cell.col == 0)
    return bool(face.units) and not counts and not face.nested


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
    filled = [row[place] for row, place in cells if row[place].nested or _can_be_label(row[place])]
    if not filled:
        return
    if roles.headers:
        _label(roles, filled if _heads_rows(roles, filled, column) else ())
        return
    strong = tells and _share(filled, "strong") > 0
    for row, place in cells:
        face = row[place]
        left = place > 0 and (row[place - 1].cell.row, row[place - 1].cell.col) in roles.labels
        if not _can_be_label(face) or (left and face.row_end):
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
