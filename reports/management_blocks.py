"""The blocks that the management report is made of, which HTML and Word only have to draw."""

from dataclasses import dataclass

from reports.audit import Verdict
from reports.charts import Chart

WEAK, STRONG = 40, 70  # scores under and from these are marked as weak and strong


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; lead is set in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A table cell with words from a plan, which stay Danish."""

    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """A table cell with a score, coloured and signed by how good it is."""

    value: int | None

    @property
    def tone(self) -> Verdict:
        """The verdict whose colours and sign it takes."""
        if self.value is None:
            return "ikke_relevant"
        return "opfyldt" if self.value >= STRONG else "delvist" if self.value >= WEAK else "mangler"


Cell = str | Score | Quoted


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row; the first cell of a row names it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()  # shares of the width; else a wide first column


Block = Heading | Text | Bullets | Grid | Chart


@dataclass(frozen=True, slots=True)
class Story:
    """The report: title and blocks."""

    title: str
    blocks: tuple[Block, ...]
