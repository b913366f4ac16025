"""Finds who a plan is for where it stands: under the labels that people use, or in the title."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.document import Metadata, Passage
from extractors.labels import key

_DATA = tomllib.loads(Path(__file__).with_name("metadata.toml").read_text("utf-8"))
KINDS = ("workplace", "owner", "leader", "date")
RANKS = {kind: {label: rank for rank, label in enumerate(_DATA[kind])} for kind in KINDS}
PLACES: tuple[str, ...] = tuple(_DATA["places"])
TITLE_WORDS: tuple[str, ...] = tuple(_DATA["title_words"])
LONGEST = 100  # letters of an answer
LONGEST_LABEL = 40
LONGEST_LINE = 240  # letters of a line in which such things stand one after another
LONGEST_PLACE = 5  # words of a workplace's name
RUN_IN = re.compile(r"^([^:\t]{2,40}):\s*(\S.*)$", re.DOTALL)
SENTENCE = re.compile(r"(?<=\w{3})\.\s+|[;|\t]|\s{3,}")
FOR = re.compile(r"\bfor\s+(.+)$")
PIECES = re.compile(r"[,:–—]\s+|\s[–—-]\s+|\bfor\s+")
NAME = re.compile(r"^[A-ZÆØÅ][\wæøåé.'-]+(?:\s+[A-ZÆØÅ][\wæøåé.'-]*){0,4}$")
DIGIT = re.compile(r"\d")
LAST_PARAGRAPH = re.compile(r"p\d+$")


def find_metadata(passages: Sequence[Passage], title: str | None = None) -> Metadata:
    """Workplace, owner, leader and date as they stand in the plan; None where it does not say."""
    best: dict[str, tuple[int, str]] = {}
    shared = _shared_labels(passages)
    for label, answer in _answers(passages):
        if label in shared:
            continue
        for kind in KINDS:
            rank = RANKS[kind].get(label)
            if rank is not None and _fits(kind, answer) and rank < best.get(kind, (len(RANKS[kind]), ""))[0]:
                best[kind] = (rank, answer)
    found: dict[str, str | None] = {kind: best[kind][1] if kind in best else None for kind in KINDS}
    for kind, name in _named(title or ""):
        found[kind] = found[kind] or name
    return Metadata(found["workplace"], found["owner"], found["leader"], found["date"])


def _shared_labels(passages: Sequence[Passage]) -> frozenset[str]:
    """Labels over several cells with different answers: columns of a table on many, not facts of the plan."""
    answers: dict[str, dict[str, set[str]]] = {}
    for passage in passages:
        if passage.heading and (passage.place.kind == "excel" or passage.place.at.startswith("t")):
            cell = LAST_PARAGRAPH.sub("", passage.place.at)
            answers.setdefault(key(passage.heading[-1]), {}).setdefault(cell, set()).add(passage.text)
    return frozenset(
        label for label, cells in answers.items() if len({frozenset(texts) for texts in cells.values()}) > 1
    )


def _answers(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Labels with what stands under them, or after them in the same line."""
    for passage in passages:
        if passage.heading and len(passage.heading[-1]) <= LONGEST_LABEL:
            yield key(passage.heading[-1]), passage.text
        if ":" in passage.text and len(passage.text) <= LONGEST_LINE:
            for sentence in SENTENCE.split(passage.text):
                run_in = RUN_IN.match(sentence.strip())
                if run_in:
                    yield key(run_in[1]), run_in[2].rstrip(".")


def _fits(kind: str, answer: str) -> bool:
    if not 0 < len(answer) <= LONGEST:
        return False
    return bool(DIGIT.search(answer)) if kind == "date" else any(char.isalpha() for char in answer)


def _named(title: str) -> Iterator[tuple[str, str]]:
    """The workplace and the person that a title such as 'Kompetenceplan for Hanne Lykke, Hus B' names."""
    for piece in PIECES.split(title):
        name = piece.strip()
        if _is_place(name):
            yield "workplace", name
    match = FOR.search(title)
    name = PIECES.split(match[1])[0].strip() if match else ""
    if NAME.match(name) and not any(place in name.lower() for place in PLACES):
        yield "owner", name


def _is_place(name: str) -> bool:
    """Whether a piece of a title is a workplace's name, and not the document's."""
    lower = name.lower()
    if (
        not name[:1].isupper()
        or len(name.split()) > LONGEST_PLACE
        or any(word in lower for word in TITLE_WORDS)
    ):
        return False
    return any(place in lower for place in PLACES)
