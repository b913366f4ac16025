"""Splits a document into plans as a person would: by what comes again under headings of the same kind."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Passage, Plan
from extractors.labels import is_asking, is_known, key
from extractors.metadata import find_metadata
from extractors.plan_words import BESIDE, IDENTITY, names_part, names_person, names_plan
from extractors.word_layout import TABLE_RANK, Item

UNTITLED = "Uden titel"
SIMILAR = 0.5  # of the smaller form's labels come again in the other
FEW_LABELS = 2
SENTENCES = 6  # from which a stretch under an outermost heading says as much as a plan
SENTENCE_END = re.compile(r"[.!?](?=\s)")
TITLE_REACH = 3  # headings at the start among which the outermost is the title


class Segment(NamedTuple):
    """A stretch of the document under one heading."""

    start: int
    end: int
    title: Item
    labels: frozenset[str]
    texts: tuple[str, ...]  # of its passages

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return len(self.texts)

    @property
    def sentences(self) -> int:
        """How many sentences its passages hold."""
        return sum(1 + len(SENTENCE_END.findall(text)) for text in self.texts)


def plans_of(
    headers: Sequence[Item], body: Sequence[Item], footers: Sequence[Item], title: str | None
) -> tuple[tuple[Plan, ...], tuple[Passage, ...]]:
    """The plans with their passages, and the passages outside any plan."""
    segments = split(body)
    if len(segments) < 2:
        return (_plan(_title(headers, body, title), [*headers, *body, *footers]),), ()
    inside = {number for segment in segments for number in range(segment.start, segment.end)}
    beside = [item for number, item in enumerate(body) if number not in inside]
    plans = tuple(_plan(segment.title.text, body[segment.start : segment.end]) for segment in segments)
    return plans, _passages([*headers, *beside, *footers])


def split(items: Sequence[Item]) -> list[Segment]:
    """The segments that are plans; fewer than two where the document is one plan."""
    ranks = sorted({item.rank for item in items if item.kind == "section"})
    for number, rank in enumerate(ranks):
        segments = segments_at(items, rank)
        if len(segments) > 1 and _are_plans(segments, outermost=number == 0 and rank < TABLE_RANK):
            return [segment for segment in segments if not _is_beside(segment, segments)]
    return _by_flat_titles(items) or _by_identity(items)


def segments_at(items: Sequence[Item], rank: float) -> list[Segment]:
    """What stands under each heading of this rank, up to the next of this or an outer one."""
    marks = [n for n, item in enumerate(items) if item.kind == "section" and item.rank <= rank]
    ends = [*marks[1:], len(items)]
    return [
        _segment(items, start, end)
        for start, end in zip(marks, ends, strict=True)
        if items[start].rank == rank
    ]


def _segment(items: Sequence[Item], start: int, end: int, title: int | None = None) -> Segment:
    inner = items[start + 1 : end] if title is None else items[start:end]
    labels = frozenset(key(item.text) for item in inner if item.kind in ("section", "label")) - {""}
    texts = tuple(item.text for item in items[start:end] if item.kind == "passage")
    return Segment(start, end, items[start if title is None else title], labels, texts)


def _are_plans(segments: Sequence[Segment], outermost: bool) -> bool:
    """Whether headings of one kind head plans, and not the parts of one plan."""
    titles = [segment.title.text for segment in segments]
    full = [segment for segment in segments if segment.passages]
    if len(full) < 2 or sum(map(names_part, titles)) * 2 > len(titles):
        return False
    named = sum(map(names_plan, titles))
    if _repeat(full) or (named > 1 and named * 2 >= len(titles)) or _open_alike(titles):
        return True
    if sum(map(names_person, titles)) * 2 > len(titles):
        return True
    if not outermost or segments[0].start:
        return False
    own_pages = all(segment.title.new_page and segment.passages >= FEW_LABELS for segment in segments[1:])
    parts = any(names_part(title) or is_asking(title) for title in titles)
    stories = not parts and all(segment.sentences >= SENTENCES for segment in segments)
    return len(segments[0].labels) >= FEW_LABELS or own_pages or stories


def _open_alike(titles: Sequence[str]) -> bool:
    """Whether the titles begin with the same two words and go on differently."""
    openings = {tuple(title.lower().split()[:2]) for title in titles}
    return len(openings) == 1 and len(min(openings)) == 2 and len(set(titles)) == len(titles)


def _repeat(segments: Sequence[Segment]) -> bool:
    """Whether the labels of one segment come again in the next, in most of them."""
    forms = [segment.labels for segment in segments if len(segment.labels) >= FEW_LABELS]
    if len(forms) < 2:
        return False
    alike = [_likeness(one, other) for one, other in pairwise(forms)]
    return sum(share >= SIMILAR for share in alike) * 2 >= len(alike)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / min(len(one), len(other)) if common >= FEW_LABELS else 0.0


def _is_beside(segment: Segment, segments: Sequence[Segment]) -> bool:
    """A heading without a form of its own, among plans that have one, that is named as an annex is."""
    if not segment.passages:
        return len(segment.labels) < FEW_LABELS
    most = max(len(other.labels) for other in segments)
    named = key(segment.title.text) in BESIDE or is_known(segment.title.text)
    return named and len(segment.labels) < FEW_LABELS <= most


def _by_flat_titles(items: Sequence[Item]) -> list[Segment]:
    """Where titles look like the labels: a heading that comes once, before labels that come again."""
    marks = [(n, key(item.text)) for n, item in enumerate(items) if item.kind in ("section", "label")]
    counts = Counter(name for _, name in marks)
    seen: set[str] = set()
    starts: list[int] = []
    for (number, name), (_, following) in pairwise(marks):
        unique = counts[name] == 1 and items[number].kind == "section" and not names_part(items[number].text)
        if unique and counts[following] > 1 and (not starts or following in seen):
            starts.append(number)
            seen = set()
        seen.add(name)
    segments = [_segment(items, a, b) for a, b in pairwise([*starts, len(items)])]
    return segments if len(segments) > 1 and _all_alike(segments) else []


def _all_alike(segments: Sequence[Segment]) -> bool:
    pairs = list(pairwise(segment.labels for segment in segments))
    return all(_likeness(one, other) >= SIMILAR for one, other in pairs)


def _by_identity(items: Sequence[Item]) -> list[Segment]:
    """Form after form without titles: each begins where the label that names the person comes again."""
    marks = [(n, key(item.text)) for n, item in enumerate(items) if item.kind in ("section", "label")]
    again = [name for name, count in Counter(n for _, n in marks).items() if count > 1 and name in IDENTITY]
    for name in again:
        starts = [_form_start(items, n) for n, label in marks if label == name]
        ends = [*starts[1:], len(items)]
        segments = [
            _segment(items, a, b, _first_answer(items, a, b)) for a, b in zip(starts, ends, strict=True)
        ]
        if all(len(s.labels) > FEW_LABELS for s in segments) and _all_alike(segments):
            return segments
    return []


def _form_start(items: Sequence[Item], number: int) -> int:
    """The heading right above a form's first label belongs to it."""
    above = number - 1
    return above if above >= 0 and items[above].kind == "section" else number


def _first_answer(items: Sequence[Item], start: int, end: int) -> int:
    if items[start].kind == "section":
        return start
    return next((n for n in range(start, end) if items[n].kind == "passage"), start)


def _title(headers: Sequence[Item], body: Sequence[Item], stated: str | None) -> str:
    """The outermost of the first headings; where it is a field's label, what the margins or the file say."""
    first = [item for item in body if item.kind == "section"][:TITLE_REACH]
    best = min(first, key=lambda item: item.rank, default=None)
    if best is not None and not is_known(best.text):
        return best.text
    named = [item.text for item in headers if item.kind == "passage" and names_plan(item.text)]
    return next(iter(named), stated or (best.text if best else UNTITLED))


def _plan(title: str, items: Sequence[Item]) -> Plan:
    passages = _passages(items)
    return Plan(title, find_metadata(passages, title), passages)


def _passages(items: Sequence[Item]) -> tuple[Passage, ...]:
    return tuple(Passage(item.text, item.path, item.place) for item in items if item.kind == "passage")
