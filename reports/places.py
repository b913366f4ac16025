"""A place in a file in words that a person can follow."""

import re

from extractors.document import Place
from reports.texts import SOURCE, load_texts

_STEP = re.compile(r"([a-z]+)(\d+)")
_PARTS = ("header", "footer", "footnote", "endnote", "comment", "textbox")
Words = dict[str, str]


def describe(place: Place, language: str = SOURCE) -> str:
    """The place in the language: "tabel 2, række 3, kolonne 2", "arket Mål, celle B7"."""
    words: Words = load_texts(language)["places"]
    told = _excel(place, words) if place.kind == "excel" else _word(place, words)
    return told if place.page is None else words["page"].format(place=told, page=place.page)


def _excel(place: Place, words: Words) -> str:
    """Sheet and cell; addresses that are no cell (text boxes, notes) as they stand."""
    if re.fullmatch(r"[A-Z]+\d+", place.at):
        return words["cell"].format(sheet=place.part, at=place.at)
    return words["sheet"].format(sheet=place.part, at=_steps(place.at, words))


def _word(place: Place, words: Words) -> str:
    """Part of the document (body unsaid), then the steps of the address."""
    steps = _steps(place.at, words)
    if place.part == "body":
        return steps
    part = words[place.part] if place.part in _PARTS else place.part
    return f"{part}, {steps}" if steps else part


def _steps(address: str, words: Words) -> str:
    """The steps t2r3c1p1 as words; a first paragraph inside a cell goes without saying."""
    steps = _STEP.findall(address)
    if "".join(letter + number for letter, number in steps) != address or not steps:
        return address
    if len(steps) > 1 and steps[-1] == ("p", "1"):
        steps.pop()
    return ", ".join(f"{words.get(letter, letter)} {number}" for letter, number in steps)
