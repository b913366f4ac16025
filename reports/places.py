"""A place in a file in words that a person can follow."""

import re

from extractors.document import Place

_STEP = re.compile(r"([a-z]+)(\d+)")
_STEP_WORDS = {
    "p": "afsnit",
    "t": "tabel",
    "r": "række",
    "c": "kolonne",
    "note": "note",
    "tekstboks": "tekstboks",
}
_PART_WORDS = {
    "header": "sidehovedet",
    "footer": "sidefoden",
    "footnote": "fodnoten",
    "endnote": "slutnoten",
    "comment": "kommentaren",
    "textbox": "tekstboksen",
}


def describe(place: Place) -> str:
    """The place in Danish: "tabel 2, række 3, kolonne 2", "arket Mål, celle B7"."""
    words = _excel(place) if place.kind == "excel" else _word(place)
    return words if place.page is None else f"{words} (side {place.page})"


def _excel(place: Place) -> str:
    """Sheet and cell; addresses that are no cell (text boxes, notes) as they stand."""
    cell = re.fullmatch(r"[A-Z]+\d+", place.at)
    return f"arket {place.part}, celle {place.at}" if cell else f"arket {place.part}, {_steps(place.at)}"


def _word(place: Place) -> str:
    """Part of the document (body unsaid), then the steps of the address."""
    steps = _steps(place.at)
    if place.part == "body":
        return steps
    part = _PART_WORDS.get(place.part, place.part)
    return f"{part}, {steps}" if steps else part


def _steps(address: str) -> str:
    """The steps t2r3c1p1 as words; a first paragraph inside a cell goes without saying."""
    steps = _STEP.findall(address)
    if "".join(letter + number for letter, number in steps) != address or not steps:
        return address
    if len(steps) > 1 and steps[-1] == ("p", "1"):
        steps.pop()
    return ", ".join(f"{_STEP_WORDS.get(letter, letter)} {number}" for letter, number in steps)
