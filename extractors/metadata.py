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
LONGEST = 100  # letters of an answer
LONGEST_LABEL = 40
RUN_IN = re.compile(r"^([^:\t]{2,40}):\s*(\S.*)$", re.DOTALL)
FOR = re.compile(r"\bfor\s+(.+)$|[,:–—]\s+(.+)$|\s-\s(.+)$")
NAME = re.compile(r"^[A-ZÆØÅ][\wæøåé.'-]+(?:\s+[A-ZÆØÅ][\wæøåé.'-]*){0,4}$")
DIGIT = re.compile(r"\d")


def find_metadata(passages: Sequence[Passage], title: str | None = None) -> Metadata:
    """Workplace, owner, leader and date as they stand in the plan; None where it does not say."""
    best: dict[str, tuple[int, str]] = {}
    for label, answer in _answers(passages):
        for kind in KINDS:
            rank = RANKS[kind].get(label)
            if rank is not None and _fits(kind, answer) and rank < best.get(kind, (len(RANKS[kind]), ""))[0]:
                best[kind] = (rank, answer)
    found: dict[str, str | None] = {kind: best[kind][1] if kind in best else None for kind in KINDS}
    named = _named(title or "")
    if named:
        kind = "workplace" if any(place in named.lower() for place in PLACES) else "owner"
        found[kind] = found[kind] or named
    return Metadata(found["workplace"], found["owner"], found["leader"], found["date"])


def _answers(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Labels with what stands under them, or after them in the same line."""
    for passage in passages:
        if passage.heading and len(passage.heading[-1]) <= LONGEST_LABEL:
            yield key(passage.heading[-1]), passage.text
        run_in = RUN_IN.match(passage.text) if ":" in passage.text[: LONGEST_LABEL + 1] else None
        if run_in:
            yield key(run_in[1]), run_in[2]


def _fits(kind: str, answer: str) -> bool:
    if not 0 < len(answer) <= LONGEST:
        return False
    return bool(DIGIT.search(answer)) if kind == "date" else any(char.isalpha() for char in answer)


def _named(title: str) -> str | None:
    """The person or workplace that a title such as 'Kompetenceplan for Hanne Lykke' names."""
    match = FOR.search(title)
    rest = next((group for group in match.groups() if group), "").strip() if match else ""
    return rest if NAME.match(rest) else None
