"""Reads a table row by row: its labels, and its answers with the labels they stand under."""

from dataclasses import dataclass, field

from extractors.word_blocks import Block, Cell, Table
from extractors.word_faces import Face
from extractors.word_lines import EMPTY, TICKED, Unit
from extractors.word_roles import Roles, roles_of

GUIDANCE = 4  # words: a longer second line in a label's cell is guidance, a text of its own
TICKS = TICKED | EMPTY | {"x", "X"}


@dataclass(slots=True)
class Row:
    """A row read, in order: labels (with what stands over them) and answers with their labels."""

    section: bool = False
    parts: list[tuple[Unit | Cell, tuple[str, ...]]] = field(default_factory=list)


def rows_of(table: Table) -> list[Row]:
    """The table's rows in reading order, every cell either a label or an answer."""
    reader = TableReader(table, roles_of(table))
    return [reader.row(number) for number in sorted(reader.roles.faces)]


class TableReader:
    """Remembers, while it goes down the rows, what stands over each column."""

    def __init__(self, table: Table, roles: Roles) -> None:
        """Starts above the first row."""
        self.table, self.roles = table, roles
        self.section: tuple[str, ...] = ()
        self.heads: dict[int, tuple[str, ...]] = {}  # by column
        self.head_row = 0
        self.side: dict[int, list[Face]] = {}  # labels by row, those that span rows in each
        for row in roles.faces.values():
            for face in row:
                if self._is_label(face) and face.cell.row not in roles.headers:
                    for number in range(face.cell.row, face.cell.row + face.cell.rows):
                        self.side.setdefault(number, []).append(face)

    def _is_label(self, face: Face) -> bool:
        return (face.cell.row, face.cell.col) in self.roles.labels

    def row(self, number: int) -> Row:
        """Reads the row of this number."""
        faces = self.roles.faces[number]
        labels = [face for face in faces if self._is_label(face)]
        if number in self.roles.headers:
            return self._header(number, faces)
        if len(labels) == 1 and len(faces) == 1:
            return self._section(labels[0])
        row = Row()
        for face in faces:
            if self._is_label(face):
                self._add_label(row, face, (*self.section, *self._outer(face)))
            elif not face.empty:
                row.parts.append((face.cell, self._labels(face)))
        return row

    def _header(self, number: int, faces: list[Face]) -> Row:
        """A row that heads columns; under another such row it is a second level."""
        row = Row()
        second = self.head_row == number - 1 and number > 1 and (number - 1) in self.roles.headers
        above, self.heads = (self.heads if second else {}), dict(self.heads) if second else {}
        for face in faces:
            over = above.get(face.cell.col, ())
            if face.empty:
                continue
            if not self._is_label(face):
                row.parts.append((face.cell, (*self.section, *over)))
                continue
            self._add_label(row, face, (*self.section, *over))
            for column in range(face.cell.col, face.cell.col + face.cell.span):
                self.heads[column] = (*over, _name(face))
        self.head_row = number
        return row

    def _section(self, face: Face) -> Row:
        row = Row(section=True)
        self._add_label(row, face, ())
        self.section = (_name(face),)
        if self.head_row and not self._matches_heads(face.cell.row + 1):
            self.heads = {}
        return row

    def _matches_heads(self, number: int) -> bool:
        """Whether the row below a section has a cell under each of the columns' heads."""
        return len(self.roles.faces.get(number, ())) == len(self.roles.faces[self.head_row])

    def _labels(self, face: Face) -> tuple[str, ...]:
        """Everything that stands over an answer, the most telling last."""
        beside = self._beside(face)
        heads = self.heads.get(face.cell.col, ())
        if beside and heads and self.roles.row_labels_lead:
            return (*self.section, *heads, *beside)
        return (*self.section, *beside, *heads)

    def _outer(self, label: Face) -> tuple[str, ...]:
        return self._beside(label)

    def _beside(self, face: Face) -> tuple[str, ...]:
        """The labels to the left: the nearest one, with those that stand directly before it."""
        number, column = face.cell.row, face.cell.col
        left = sorted(
            (s for s in self.side.get(number, ()) if s.cell.col < column), key=lambda s: -s.cell.col
        )
        run: list[str] = []
        edge = None
        for label in left:
            if edge is not None and label.cell.col + label.cell.span != edge:
                break
            run.append(_name(label))
            edge = label.cell.col
        return tuple(reversed(run))

    def _add_label(self, row: Row, face: Face, over: tuple[str, ...]) -> None:
        """A label's first line; a long line under it is guidance, which is text."""
        row.parts.append((face.units[0], over))
        for unit in face.units[1:]:
            guidance = len(unit.text.split()) > GUIDANCE and not unit.bold
            row.parts.append((_cell_of(face, unit), (*over, _name(face))) if guidance else (unit, over))


def _name(face: Face) -> str:
    """The label as headings name it: its short lines, without a colon at the end."""
    lines = [face.units[0].text]
    for unit in face.units[1:]:
        if len(unit.text.split()) > GUIDANCE and not unit.bold:
            break
        lines.append(unit.text)
    text = " ".join(lines)
    return text.rstrip(" :\t") or text


def _cell_of(face: Face, unit: Unit) -> Cell:
    """A cell that holds only this line of a label's cell; what hangs on it comes with the first."""
    cell, par = face.cell, unit.par
    number = int(unit.at.rsplit("l", 1)[-1]) if unit.at != par.at else 1
    lines = par.lines if par.level is not None else par.lines[number - 1 : number]
    attached = par.attached if unit.at == par.at else ()
    alone: list[Block] = [par._replace(lines=lines, attached=attached)]
    return Cell(cell.at, cell.row, cell.col, cell.span, blocks=alone)
