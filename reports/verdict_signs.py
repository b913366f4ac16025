"""What the verdicts see of a plan: for each passage its labels, words and the word lists that it hits."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from models.labels import LabelledPassage
from models.method import load_method
from models.phrases import PhraseBook, tokens
from reports.criteria import Criterion, load_criteria


@dataclass(frozen=True, slots=True)
class Sign:
    """One passage as the rules see it; lists are names of word lists with a phrase in the text."""

    text: str
    words: tuple[str, ...]  # folded
    heading: tuple[str, ...]  # folded words of the nearest heading
    lists: frozenset[str]
    fields: frozenset[str]
    levels: frozenset[str]
    marks: frozenset[str]
    scores: Mapping[str, float]  # of every label, asserted or likely
    looked: frozenset[str]  # criteria that look at the passage
    own: frozenset[str]  # these, and all criteria of its fields

    def forms(self) -> tuple[str, ...]:
        """The learning forms named, as ids, in the method's order."""
        return tuple(form.id for form in load_method().forms if f"form:{form.id}" in self.lists)


@cache
def phrase_book() -> PhraseBook:
    """All word lists in one book: the general by name, others as criterion:full (half, against), form:id."""
    text = files("reports").joinpath("verdict_words.toml").read_text(encoding="utf-8")
    lists: dict[str, Sequence[str]] = dict(tomllib.loads(text))
    for criterion in load_criteria():
        lists[f"{criterion.id}:full"] = criterion.words.full
        lists[f"{criterion.id}:half"] = criterion.words.half
        lists[f"{criterion.id}:against"] = criterion.words.against
    for form in load_method().forms:
        lists[f"form:{form.id}"] = form.words
    return PhraseBook(lists)


def read_signs(passages: Sequence[LabelledPassage]) -> tuple[Sign, ...]:
    """The signs of a plan's passages, in their order."""
    return tuple(_sign(passage) for passage in passages)


def looked_at(criterion: Criterion, signs: Sequence[Sign]) -> list[int]:
    """Indices of the passages that a criterion looks at, in reading order."""
    return [index for index, sign in enumerate(signs) if criterion.id in sign.looked]


@lru_cache(maxsize=10_000)
def _business(labels: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The criteria that look at a passage of these labels, and those whose field or label it has."""
    looked, own = set(), set()
    for criterion in load_criteria():
        look = criterion.look
        if labels & (look.marks or look.levels or look.fields):
            looked.add(criterion.id)
        if criterion.field in labels or criterion.id in looked:
            own.add(criterion.id)
    return frozenset(looked), frozenset(own)


@lru_cache(maxsize=10_000)
def _heading(text: str) -> tuple[str, ...]:
    """The folded words of a heading; the same headings come again and again."""
    return tuple(tokens(text))


def _sign(labelled: LabelledPassage) -> Sign:
    """The signs of one passage."""
    words = tokens(labelled.passage.text)
    heading = labelled.passage.heading[-1] if labelled.passage.heading else ""
    labels = labelled.labels
    looked, own = _business(labels.field_ids() | labels.level_ids() | labels.mark_ids())
    return Sign(
        text=labelled.passage.text,
        words=tuple(words),
        heading=_heading(heading),
        lists=phrase_book().names(words),
        fields=labels.field_ids(),
        levels=labels.level_ids(),
        marks=labels.mark_ids(),
        scores={it.id: it.score for it in labels.likely + labels.fields + labels.levels + labels.marks},
        looked=looked,
        own=own,
    )
