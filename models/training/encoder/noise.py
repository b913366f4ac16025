"""What real documents do to text: lost and wrong headings, typos, ae/oe/aa, capitals, merged passages."""

import random
from dataclasses import replace

from models.training.encoder.documents import PASSAGE, TITLE, Unit

WITHOUT_HEADINGS = 0.2  # documents that lose all headings
LOST, WRONG, WITH_TITLE = 0.08, 0.05, 0.12  # passages
WITHOUT_TITLE = 0.4  # documents
MERGED = 0.06  # neighbours with the same labels and heading
SPELT, LOWER, CAPITALS, TYPO = 0.05, 0.06, 0.03, 0.08
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def disturb(units: tuple[Unit, ...], strange: list[str], chance: random.Random) -> list[Unit]:
    """The document's units, disturbed at random; `strange` are headings of other documents."""
    bare = chance.random() < WITHOUT_HEADINGS
    untitled = chance.random() < WITHOUT_TITLE
    spelt = chance.random() < SPELT
    title = next((unit.text for unit in units if unit.kind == TITLE), None)
    made = []
    for unit in merged(units, chance):
        if unit.kind == TITLE and untitled:
            continue
        heading = None if bare else _heading(unit.heading, title, strange, chance)
        text = _text(unit.text, chance)
        if spelt:
            text, heading = text.translate(ASCII), heading and heading.translate(ASCII)
        made.append(replace(unit, text=text, heading=heading))
    return made


def merged(units: tuple[Unit, ...], chance: random.Random) -> list[Unit]:
    """Some neighbours of the same labels and heading joined to one longer passage."""
    made: list[Unit] = []
    for unit in units:
        last = made[-1] if made else None
        alike = last is not None and (last.labels, last.heading, last.kind) == (
            unit.labels,
            unit.heading,
            PASSAGE,
        )
        if last is not None and alike and unit.kind == PASSAGE and chance.random() < MERGED:
            made[-1] = replace(last, text=f"{last.text} {unit.text}")
        else:
            made.append(unit)
    return made


def _heading(heading: str | None, title: str | None, strange: list[str], chance: random.Random) -> str | None:
    """The heading kept, lost, replaced by a strange one, or under the title."""
    draw = chance.random()
    if draw < LOST:
        return None
    if draw < LOST + WRONG:
        return chance.choice(strange)
    if heading and title and draw < LOST + WRONG + WITH_TITLE:
        return f"{title} › {heading}"
    if heading and chance.random() < CAPITALS:
        return heading.upper()
    return heading


def _text(text: str, chance: random.Random) -> str:
    """The text in lower case, in capitals, without æøå or with a typing error, now and then."""
    draw = chance.random()
    if draw < LOWER:
        return text.lower().rstrip(".")
    if draw < LOWER + CAPITALS:
        return text.upper()
    if draw < LOWER + CAPITALS + TYPO:
        return _typo(text, chance)
    return text


def _typo(text: str, chance: random.Random) -> str:
    """One or two letters left out, doubled or exchanged."""
    for _ in range(1 + (len(text) > 60)):
        if len(text) < 8:
            return text
        at = chance.randrange(1, len(text) - 2)
        way = chance.randrange(3)
        if way == 0:
            text = text[:at] + text[at + 1 :]
        elif way == 1:
            text = text[:at] + text[at] + text[at:]
        else:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text
