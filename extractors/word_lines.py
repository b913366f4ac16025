"""Paragraphs cut into the lines that stand on their own, with bullets off and choices settled."""

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.word_blocks import Line, Paragraph
from extractors.word_text import _DATA

BULLETS = "".join(re.escape(sign) for sign in _DATA["bullets"])
BULLET = re.compile(rf"^(?:[{BULLETS}]+\s+|[o]\t\s*|[•●▪■➢➤►‣](?=\w))")
NUMBER_TAB = re.compile(r"^(\d{1,2}[.)]|[a-zA-Z][.)])\t+\s*")
TICKED = frozenset[str](_DATA["boxes"]["ticked"])
EMPTY = frozenset[str](_DATA["boxes"]["empty"])
BOX = re.compile("[" + "".join(TICKED | EMPTY) + "]")
PROMPTS = frozenset[str](_DATA["prompts"])
NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
PAGE = r"(?:side|s\.|page)\s*\d+(?:\s*(?:af|of|/|ud af)\s*\d+)?|\d+\s+(?:af|of)\s+\d+"
RULE = r"[_.…\s]*|([-–—=*~#|])\1{2,}"
NOISE = re.compile(rf"^(?:{NUMBER}|{RULE}|[xX]|{PAGE})$", re.IGNORECASE)
WRAPPED = 60  # letters from which a line that does not end a sentence may run on into the next


class Unit(NamedTuple):
    """A line or paragraph that stands on its own; gap tells of an empty paragraph above it."""

    text: str
    at: str
    par: Paragraph
    bold: bool = False
    lead: int = 0
    size: int = 0
    gap: bool = False
    bullet: bool = False
    new_page: bool = False


def units_of(par: Paragraph, gap: bool, in_cell: bool) -> list[Unit]:
    """The paragraph as its units: itself, or its lines where they are lines and no mere wrapping."""
    lines = par.lines if par.level is None else (_joined(par.lines),) if par.lines else ()
    if not in_cell and len(lines) > 1:
        lines = _unwrapped(lines)
    return [_unit(line, par, number, gap) for number, line in enumerate(lines, 1)]


@lru_cache(maxsize=4096)
def is_noise(text: str) -> bool:
    """Bare numbers, page numbers, rules of dots, lone crosses and prompts: no passages."""
    return bool(NOISE.match(text)) or text.lower().rstrip(". ") in PROMPTS


def without_bullet(text: str) -> str:
    """The text without the sign that somebody typed to make it a list item."""
    return text if text[:1].isalpha() and text[1:2] != "\t" else BULLET.sub("", text, count=1)


def _joined(lines: tuple[Line, ...]) -> Line:
    return Line(
        " ".join(line.text for line in lines), lines[0].lead, all(x.bold for x in lines), lines[0].size
    )


def _unwrapped(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that only wrap a sentence by hand are put together again."""
    found = [lines[0]]
    for line in lines[1:]:
        above = found[-1].text
        if len(above.rsplit("\n", 1)[-1]) >= WRAPPED and above[-1] not in ".!?:;" and line.text[0].islower():
            found[-1] = found[-1]._replace(text=f"{above}\n{line.text}", bold=found[-1].bold and line.bold)
        else:
            found.append(line)
    return tuple(found)


def _unit(line: Line, par: Paragraph, number: int, gap: bool) -> Unit:
    bare = without_bullet(line.text)
    if "\t" in bare:
        bare = NUMBER_TAB.sub(r"\1 ", bare)
    first = number == 1
    at = par.at if first else f"{par.at}l{number}"
    cut = len(line.text) - len(bare)
    lead = line.lead - cut if line.lead > cut else 0
    return Unit(
        bare,
        at,
        par,
        line.bold,
        lead,
        line.size,
        gap and first,
        bool(cut) or par.item,
        par.new_page and first,
    )


class Choices(NamedTuple):
    """What a line with boxes offers: the label before them, and each choice with whether it is ticked."""

    label: str
    options: tuple[tuple[str, bool], ...]


@lru_cache(maxsize=4096)
def choices_of(text: str) -> Choices | None:
    """The boxes of a line; None where it has none."""
    signs = BOX.findall(text)
    if not signs:
        return None
    ticks = [sign in TICKED for sign in signs]
    texts = [piece.strip(" \t,;/|") for piece in BOX.split(text)]
    if texts[0] and not texts[-1] and not texts[0].endswith((":", "?")):
        return Choices("", tuple(zip(texts[:-1], ticks, strict=True)))
    return Choices(texts[0], tuple(zip(texts[1:], ticks, strict=True)))
