"""Reads our own workbook of plans exactly: a row a plan, each line of a cell a piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.document import Heading, LeftOut, Passage, Place, Plan, Reading
from extractors.excel_plans import read_plans
from extractors.excel_sheet import Cell, Sheet
from extractors.own_files import metadata_of, own_data

EMPTY_TITLE = "Kompetenceplan"


@dataclass(slots=True)
class _Draft:
    """A plan while its rows are read."""

    title: str
    metadata: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)


def read_own_excel(sheets: Sequence[Sheet]) -> Reading:
    """The plans on the sheet of plans; sheets that a person has added stand beside them."""
    words = own_data()["excel"]
    left_out: list[LeftOut] = []
    headings: list[Heading] = []
    drafts: list[_Draft] = []
    for sheet in sheets:
        if sheet.name == words["sheet"]:
            drafts += _drafts(sheet, headings, left_out)
        elif sheet.name in words["guidance"]:
            left_out += [LeftOut(cell.text, _place(sheet, cell), "guidance") for cell in sheet.cells]
    others = [sheet for sheet in sheets if sheet.name not in (words["sheet"], *words["guidance"])]
    rest = read_plans(others) if others else Reading(())
    plans = [Plan(draft.title, metadata_of(draft.metadata), tuple(draft.passages)) for draft in drafts]
    beside = (*rest.outside, *(passage for plan in rest.plans for passage in plan.passages))
    own = tuple(plans) or (Plan(EMPTY_TITLE, metadata_of({}), ()),)
    return Reading(own, beside, (*headings, *rest.headings), tuple(left_out), own=True)


def _drafts(sheet: Sheet, headings: list[Heading], left_out: list[LeftOut]) -> list[_Draft]:
    words = own_data()["excel"]
    header = min((cell.row for cell in sheet.cells), default=1)
    columns = {cell.column: cell.text for cell in sheet.cells if cell.row == header}
    headings += [Heading(cell.text, _place(sheet, cell)) for cell in sheet.cells if cell.row == header]
    drafts: list[_Draft] = []
    for row, cells in _rows(sheet, header):
        title = next((cell.text for cell in cells if columns.get(cell.column) == words["title"]), "")
        used = [cell for cell in cells if columns.get(cell.column) not in (words["title"], *words["derived"])]
        left_out += [
            LeftOut(cell.text, _place(sheet, cell), "own_column")
            for cell in cells
            if columns.get(cell.column) in words["derived"]
        ]
        if title != words["continued"] or not drafts:
            drafts.append(_Draft(title))
        if title:
            headings += [Heading(c.text, _place(sheet, c)) for c in cells if c.text == title][:1]
        for cell in used:
            _take(cell, columns.get(cell.column, ""), sheet, drafts[-1])
        notes = (note for note in sheet.notes if note.row == row)
        drafts[-1].passages += [
            Passage(note.text, (), Place("excel", sheet.name, note.address)) for note in notes
        ]
    return drafts


def _rows(sheet: Sheet, header: int) -> Iterator[tuple[int, list[Cell]]]:
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        if cell.row > header:
            rows.setdefault(cell.row, []).append(cell)
    words = own_data()["excel"]["derived"]
    names = {cell.column: cell.text for cell in sheet.cells if cell.row == header}
    for row, cells in sorted(rows.items()):
        if any(names.get(cell.column) not in words for cell in cells):
            yield row, cells


def _take(cell: Cell, column: str, sheet: Sheet, draft: _Draft) -> None:
    words, place = own_data()["excel"], _place(sheet, cell)
    if column.startswith(words["metadata"]):
        name = column.removeprefix(words["metadata"])
        key = next((key for key, known in own_data()["stamdata"].items() if known == name), name)
        draft.metadata[key] = cell.text
    heading = (column,) if column else ()
    draft.passages += [Passage(text, heading, place) for text in pieces_in(cell.text)]


def pieces_in(text: str) -> list[str]:
    """The pieces of a cell: its lines, an indented one going on from the line above."""
    indent = own_data()["excel"]["indent"]
    pieces: list[str] = []
    for line in text.split("\n"):
        if pieces and line.startswith(indent):
            pieces[-1] += "\n" + line.removeprefix(indent)
        elif line.strip():
            pieces.append(line.strip())
    return pieces


def cell_of(pieces: Sequence[str]) -> str:
    """The text of a cell that holds these pieces."""
    indent = own_data()["excel"]["indent"]
    return "\n".join(piece.replace("\n", "\n" + indent) for piece in pieces)


def _place(sheet: Sheet, cell: Cell) -> Place:
    return Place("excel", sheet.name, cell.address)
