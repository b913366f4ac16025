"""A Word document as blocks: paragraphs and tables in reading order, with what is attached to them."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from extractors.word_styles import PLAIN, Style


class Line(NamedTuple):
    """Text between two line breaks; lead is how many characters from its start are bold."""

    text: str
    lead: int = 0
    bold: bool = False  # all that can be seen of it
    size: int = 0  # half points, of its first letter


class Attached(NamedTuple):
    """A text box, note or comment that hangs on a paragraph."""

    part: str
    blocks: "list[Block]"


class Paragraph(NamedTuple):
    """A paragraph with its lines; level 0 is a title, 1 to 9 headings, None running text."""

    at: str
    part: str
    lines: tuple[Line, ...]
    style: Style = PLAIN
    level: int | None = None
    item: bool = False
    contents: bool = False  # a line of a table of contents
    new_page: bool = False  # begins a page by a break somebody set
    page: int | None = None
    attached: tuple[Attached, ...] = ()


@dataclass(slots=True)
class Cell:
    """A cell with its place in the grid: merged cells are one, spanning columns and rows."""

    at: str
    row: int
    col: int
    span: int
    rows: int = 1
    shaded: bool = False
    blocks: "list[Block]" = field(default_factory=list)


class Table(NamedTuple):
    """A table: its cells in reading order, how many rows are marked as headers, what its style sets apart."""

    at: str
    part: str
    cells: list[Cell]
    width: int
    height: int
    header_rows: int = 0
    first_row: bool = False
    first_column: bool = False


Block: TypeAlias = Paragraph | Table
