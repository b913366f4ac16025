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
LONGEST_PLAIN = 9  # words, of a heading that nothing but air sets apart
ISOLATED = 3  # as many short lines with air above them make a pattern
ABBREVIATION = 5  # letters of a last word with a full stop that need not end a sentence
SET_APART = 3  # as many headings set apart make a manner
FEW_LINES = 6  # of a cell or box, where one bold line heads the others
LABEL_RANK = 30.0  # outermost 0 (title), 1 to 9 heading styles, then by size, then plain labels


class Manner(NamedTuple):
    """How a stretch of text sets its headings apart."""

    size: int
    bold_tells: bool
    styled: bool  # some headings have heading styles
    set_apart: bool  # by style, bold or size; then a plain line is hardly a heading
    questions: bool
    isolated: bool
    labelled: bool  # stands in a labelled cell, where only what is bold or ends with a colon heads anything


def manner_of(elements: Sequence[Element], labelled: bool, in_cell: bool) -> Manner:
    """Reads off the manner from all lines of the text."""
    units = [element for element in elements if isinstance(element, Unit)]
    sizes: Counter[int] = Counter()
    for unit in units:
        sizes[unit.size] += len(unit.text)
    size = max(sizes, key=lambda s: (sizes[s], -s)) if sizes else 0
    pairs = list(pairwise(units))
    asked = sum(is_question(unit.text) and not is_question(after.text) for unit, after in pairs)
    isolated = sum(_is_isolated(unit, after) and len(after.text) > len(unit.text) for unit, after in pairs)
    tells = _bold_tells(units) or _only_titles(elements)
    apart = sum(unit.par.level is not None or (unit.bold and tells) for unit in units)
    styled = any(unit.par.level for unit in units)
    return Manner(
        size, tells, styled, apart >= (1 if in_cell else SET_APART), asked > 1, isolated >= ISOLATED, labelled
    )


def _bold_tells(units: Sequence[Unit]) -> bool:
    """Whether bold sets lines apart: most lines, or most letters, are not bold."""
    running = [unit for unit in units if unit.par.level is None]
    bold = [unit for unit in running if unit.bold]
    letters = sum(len(unit.text) for unit in bold) / (sum(len(unit.text) for unit in running) or 1)
    if len(running) <= FEW_LINES:
        return len(bold) < len(running) or len(bold) == 1
    return letters <= BOLD_SHARE or len(bold) <= len(running) * BOLD_SHARE


def _only_titles(elements: Sequence[Element]) -> bool:
    """Whether running text is nothing but short lines that each stand over a table."""
    units = [place for place, element in enumerate(elements) if isinstance(element, Unit)]
    over = [
        place for place in units if any(isinstance(below, Table) for below in elements[place + 1 : place + 3])
    ]
    return 0 < len(units) == len(over)


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
        return 0.0 if first and manner.styled else _rank(unit)
    if first and _is_title(unit, following):
        return 0.0
    return LABEL_RANK if _reads_as_label(unit, following, manner) else None


def _may_head(unit: Unit, following: Element, words: int) -> bool:
    if unit.bullet and not (unit.bold and not (isinstance(following, Unit) and following.bullet)):
        return False
    if (
        (is_noise(unit.text) and not (unit.bold and unit.text[0].isalnum()))
        or "\n" in unit.text
        or unit.text.endswith((",", ";"))
    ):
        return False
    if is_question(unit.text):
        return True
    sentence = unit.text.endswith(".") and words > 4 and len(unit.text.split()[-1]) > ABBREVIATION
    return words <= LONGEST and not sentence


def _stands_out(unit: Unit, manner: Manner) -> bool:
    if unit.bold and manner.bold_tells:
        return True
    if manner.size and unit.size >= manner.size + LARGER:
        return True
    return (
        not manner.labelled
        and unit.text.isupper()
        and unit.text[-1] != "."
        and sum(map(str.isalpha, unit.text)) > 3
    )


def _rank(unit: Unit) -> float:
    """Larger letters are outer; at the same size capitals come before, subnumbered headings after."""
    number = NUMBERING.match(unit.text)
    depth = number[0].strip(" .").count(".") if number else 0
    return 20 - unit.size / 10 - 0.02 * unit.text.isupper() + 0.001 * depth


def _is_title(unit: Unit, following: Element) -> bool:
    """A plain first line with air under it, or over a heading, is the title."""
    if is_greeting(unit.text) or unit.text[-1] in ".,:;!" or is_known(unit.text):
        return False
    if ": " in unit.text and is_known(unit.text.split(":")[0]):
        return False
    if isinstance(following, Table):
        return True
    return following.gap or is_known(following.text)


def _reads_as_label(unit: Unit, following: Element, manner: Manner) -> bool:
    text = unit.text
    if text.endswith(":") or (is_known(text) and not manner.labelled and not manner.set_apart):
        return not is_greeting(text)
    if isinstance(following, Table):
        return unit.gap and text[-1] not in ".!"
    if manner.set_apart or manner.labelled:
        return False
    if manner.questions and is_label(text):
        return True
    return manner.isolated and _is_isolated(unit, following)


def _is_isolated(unit: Unit, following: Element) -> bool:
    """A short line with air above it and its text right below."""
    if isinstance(following, Table) or not unit.gap or following.gap or unit.bullet:
        return False
    return len(unit.text.split()) <= LONGEST_PLAIN and unit.text[-1] not in ".,;!"
