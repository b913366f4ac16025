"""The visible cells of a workbook that are neither passage nor heading: bare numbers, signs, asides."""

from collections.abc import Iterator, Sequence

from extractors.document import LeftOut, Passage, Place, Reading
from extractors.excel_lines import CROSSES
from extractors.excel_sheet import Sheet


def left_out_of(sheets: Sequence[Sheet], reading: Reading) -> tuple[LeftOut, ...]:
    """Every cell that the reading has not used, so that each visible cell is accounted for."""
    places = [each.place for each in _passages(reading)] + [each.place for each in reading.headings]
    used = {(place.part, place.at) for place in places}
    cells = (
        LeftOut(cell.text, Place("excel", sheet.name, cell.address), _reason(cell.text))
        for sheet in sheets
        for cell in sheet.cells
        if (sheet.name, cell.address) not in used
    )
    return (*cells, *(each for sheet in sheets for each in sheet.aside))


def _passages(reading: Reading) -> Iterator[Passage]:
    yield from reading.outside
    for plan in reading.plans:
        yield from plan.passages


def _reason(text: str) -> str:
    digits = any(char.isdigit() for char in text)
    return "sign" if text in CROSSES or not digits else "number"
