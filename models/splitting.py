"""Paragraphs to sentences: where Danish sentences end, and whether they differ in field."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

BOUNDARY = re.compile(r"""[.!?…]+["'»”’)\]]*\s+(?=["'«»“”‘(\[–-]*\s*[A-ZÆØÅÄÖÉ0-9])""")
WORD_BEFORE = re.compile(r"[\w.]*\w$")


@dataclass(frozen=True, slots=True)
class Rules:
    """Abbreviations and the confidence from which sentences count as different."""

    abbreviations: frozenset[str]
    final: frozenset[str]
    field_confidence: float
    none_confidence: float
    glance: float
    shortest: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model holds of one sentence: its fields and how sure it is of them."""

    fields: frozenset[str]
    certainty: float


@cache
def rules() -> Rules:
    """The rules shipped with the program."""
    data = tomllib.loads(files("models").joinpath("splitting.toml").read_text(encoding="utf-8"))
    return Rules(
        frozenset(data["abbreviations"]),
        frozenset(data["final"]),
        data["field_confidence"],
        data["none_confidence"],
        data["glance"],
        data["shortest"],
    )


def sentences(text: str) -> list[str]:
    """The text's sentences in order, without the space between; joined they hold every other character."""
    pieces, start = [], 0
    for match in BOUNDARY.finditer(text):
        if _ends(text, match, start):
            pieces.append(text[start : match.end()].strip())
            start = match.end()
    return [piece for piece in (*pieces, text[start:].strip()) if piece]


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the stop ends a sentence: not an abbreviation, an ordinal or an initial."""
    before = WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    if before is None or text[match.start()] != ".":
        return True
    word, following = before.group(), text[match.end() : match.end() + 1]
    if word.isdigit():
        return len(word) > 2 or (following.isupper() and bool(text[start : before.start()].strip()))
    if word.lower() in rules().abbreviations:
        return word.lower() in rules().final and following.isupper()
    return len(word) > 1


def differ(
    opinions: Sequence[Opinion],
    lengths: Sequence[int],
    field_confidence: float | None = None,
    none_confidence: float | None = None,
) -> bool:
    """Whether at least two sentences surely belong to different fields, or one to a field and one to none."""
    limits = rules()
    field_confidence = limits.field_confidence if field_confidence is None else field_confidence
    none_confidence = limits.none_confidence if none_confidence is None else none_confidence
    sure = [o for o, length in zip(opinions, lengths, strict=True) if length >= limits.shortest]
    with_field = {o.fields for o in sure if o.fields and o.certainty >= field_confidence}
    without = any(not o.fields and o.certainty >= none_confidence for o in sure)
    apart = any(not a & b for a in with_field for b in with_field)
    return apart or (without and bool(with_field))
