"""Which lines of running text are headings: by style, size, bold, capitals, or by their words."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from extractors.labels import NUMBERING, is_greeting, is_known, is_label, is_question
from extractors.word_blocks import Table
from extractors.word_lines import Unit, is_noise

Element: TypeAlias = Unit | Table

LONGEST_STYLED = 30  # words, of a heading that has a heading style
LONGEST = 14  # words, of a heading that is only bold, large or in capitals
BOLD_SHARE = 0.5  # of the letters: where more is bold, bold says nothing
LARGER = 3  # half points above the text's usual size
ISOLATED = 3  # as many short lines with air above them make a pattern
LABEL_RANK = 30.0  # outermost 0 (title), 1 to 9 heading styles, then by size, then plain labels


class Manner(NamedTuple):
    """How a stretch of text sets its headings apart."""

    size: int
    bold_tells: bool
    questions: bool
    isolated: bool


def manner_of(elements: Sequence[Element]) -> Manner:
    """Reads off the manner from all lines of the text."""
    units = [element for element in elements if isinstance(element, Unit)]
    sizes: Counter[int] = Counter()
    for unit in units:
        sizes[unit.size] += len(unit.text)
    total = sum(sizes.values())
    bold = sum(len(unit.text) for unit in units if unit.bold and unit.par.level is None)
    pairs = list(pairwise(units))
    asked = sum(is_question(unit.text) and not is_question(after.text) for unit, after in pairs)
    isolated = sum(_is_isolated(unit, after) for unit, after in pairs)
    size = max(sizes, key=lambda s: (sizes[s], -s)) if sizes else 0
    return Manner(size, bold <= total * BOLD_SHARE, asked > 1, isolated >= ISOLATED)


def heading_rank(unit: Unit, following: Element | None, manner: Manner, first: bool) -> float | None:
    """The heading's rank, smaller for outer ones; None for text."""
    words = len(unit.text.split())
    if unit.par.level is not None:
        return float(unit.par.level) if words <= LONGEST_STYLED else None
    if following is None:
        return LABEL_RANK if unit.text.endswith(":") and words <= LONGEST else None
    if not _may_head(unit, following, words):
        return None
    if _stands_out(unit, manner):
        return _rank(unit)
    if first and _is_title(unit, following):
        return 0.0
    return LABEL_RANK if _reads_as_label(unit, following, manner) else None


def _may_head(unit: Unit, following: Element, words: int) -> bool:
    if unit.bullet and not (unit.bold and not (isinstance(following, Unit) and following.bullet)):
        return False
    if is_noise(unit.text) or "\n" in unit.text or unit.text.endswith((",", ";")):
        return False
    if is_question(unit.text):
        return True
    return words <= LONGEST and (words <= 4 or not unit.text.endswith("."))


def _stands_out(unit: Unit, manner: Manner) -> bool:
    if unit.bold and manner.bold_tells:
        return True
    if manner.size and unit.size >= manner.size + LARGER:
        return True
    return unit.text.isupper() and sum(map(str.isalpha, unit.text)) > 3


def _rank(unit: Unit) -> float:
    """Larger letters are outer; at the same size capitals come before, subnumbered headings after."""
    number = NUMBERING.match(unit.text)
    depth = number[0].strip(" .").count(".") if number else 0
    return 20 - unit.size / 10 - 0.02 * unit.text.isupper() + 0.001 * depth


def _is_title(unit: Unit, following: Element) -> bool:
    """A plain first line with air under it, or over a heading, is the title."""
    if is_greeting(unit.text) or unit.text[-1] in ".,:;!" or ": " in unit.text or is_known(unit.text):
        return False
    if isinstance(following, Table):
        return True
    return following.gap or following.bold or following.par.level is not None


def _reads_as_label(unit: Unit, following: Element, manner: Manner) -> bool:
    text = unit.text
    if text.endswith(":") or is_known(text):
        return not is_greeting(text)
    if isinstance(following, Table):
        return unit.gap and text[-1] not in ".!"
    if manner.questions and is_label(text):
        return True
    return manner.isolated and _is_isolated(unit, following)


def _is_isolated(unit: Unit, following: Element) -> bool:
    """A short line with air above it and its text right below."""
    if isinstance(following, Table) or not unit.gap or following.gap or unit.bullet:
        return False
    words, after = len(unit.text.split()), len(following.text.split())
    return words <= 8 and unit.text[-1] not in ".,;!" and (after > words or following.bullet)
