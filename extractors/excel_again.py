"""Lone lines that a workbook itself tells to be labels: said again over other answers, or counted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.excel_lines import is_bare, lines_of
from extractors.excel_sheet import Sheet
from extractors.plan_words import COUNTED

LONGEST, LONGEST_COUNTED = 6, 4  # words
COUNTED_LEAST = 3  # as many lines that count by the same word are a series


def labels_again(sheets: Sequence[Sheet]) -> frozenset[str]:
    """The texts of lone cells that come again over different texts, or count on by one word."""
    under: dict[str, set[str]] = defaultdict(set)
    series: dict[str, set[str]] = defaultdict(set)
    for text, below in _lone(sheets):
        under[text].add(below)
        counted = COUNTED.match(text)
        if counted and len(text.split()) <= LONGEST_COUNTED:
            series[counted[1].lower()].add(text)
    again = {text for text, found in under.items() if len(found) > 1}
    return frozenset(again.union(*(found for found in series.values() if len(found) >= COUNTED_LEAST)))


def _lone(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Lone cells that could be labels, each with the text of the lone cell right under it."""
    for sheet in sheets:
        for line, after in pairwise(lines_of(sheet.cells)):
            if len(line.cells) == len(after.cells) == 1 and not after.gap and not is_bare(line.first):
                text = line.first.text
                if text[0].isupper() and text[-1] not in ".,;" and len(text.split()) <= LONGEST:
                    yield text, after.first.text
