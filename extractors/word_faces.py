"""How the cells of a table look: their lines, whether they stand out, whether they read as labels."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.labels import is_known, is_label
from extractors.word_blocks import Cell, Paragraph, Table
from extractors.word_lines import Unit, is_noise, units_of

LONGEST_STRONG = 30  # words, of a label set apart by bold text or shading
LONGEST_PLAIN = 6  # words, of a label that nothing sets apart
LONGEST_ROW_LABEL = 12  # words on average in a column of row labels
TEXT_SHADE = 12  # words on average, from which shaded cells are bands and no labels


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


def faces_of(table: Table) -> dict[int, list[Face]]:
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
