"""Labelled documents in the corpus' format, for training, evaluation and adaptation."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from models.labelset import LABELS, Scores
from models.ngrams import Unit


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage and the labels a reader gave it."""

    unit: Unit
    fields: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    agreed: bool = True  # false where two readers differ: context for the others, not measured

    def targets(self) -> Scores:
        """1 for each label given, in the order of LABELS, and last whether there is no field."""
        given = self.fields | self.levels | self.marks
        return np.array([label in given for label in LABELS] + [not self.fields], np.float32)


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A plan with its verdicts, or (criteria empty) passages outside any plan."""

    title: str
    passages: tuple[GoldPassage, ...]
    criteria: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One labelled document: its plans, then what stands outside them."""

    name: str
    author: str
    form: str
    sections: tuple[GoldSection, ...]

    def passages(self) -> list[GoldPassage]:
        """All passages in reading order."""
        return [passage for section in self.sections for passage in section.passages]

    def units(self, titled: bool = True) -> list[Unit]:
        """What the model reads: the passages, the plan's title as the outermost heading."""
        return [
            Unit(p.unit.text, ((section.title,) if titled and section.title else ()) + p.unit.heading)
            for section in self.sections
            for p in section.passages
        ]

    def has_plan(self) -> bool:
        """Whether any section is a plan."""
        return any(section.criteria for section in self.sections)


def path_of(heading: object) -> tuple[str, ...]:
    """A heading as the corpus and the contract write it (null, one, or a list) as a path."""
    if isinstance(heading, str):
        return (heading,) if heading else ()
    return tuple(str(part) for part in heading) if isinstance(heading, list | tuple) else ()


def _passage(raw: Mapping[str, Any]) -> GoldPassage:
    fields, levels, marks = (frozenset(raw.get(kind, ())) for kind in ("fields", "levels", "marks"))
    unit = Unit(raw["text"], path_of(raw["heading"]))
    return GoldPassage(unit, fields, levels, marks, raw.get("agreed", True))


def document_of(raw: Mapping[str, Any], author: str = "") -> GoldDocument:
    """A document from one line's JSON."""
    sections = [
        GoldSection(plan["title"], tuple(map(_passage, plan["passages"])), plan.get("criteria") or {"": ""})
        for plan in raw["plans"]
    ]
    if raw.get("passages"):
        sections.append(GoldSection("", tuple(map(_passage, raw["passages"]))))
    return GoldDocument(raw["name"], author, raw.get("form", ""), tuple(sections))


def read(paths: Iterable[Path]) -> Iterator[GoldDocument]:
    """The documents of the files, in the files' order; the author is the file's name."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (document_of(json.loads(line), path.stem) for line in lines if line.strip())
