"""The corpus as the network reads it: a document's passages and titles in reading order."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

FIELDS = ("opgave", "perspektiv", "laeringsmaal", "traeningsbane", "hverdag")
LEVELS = ("metoder", "viden", "rolle")
MARKS = (
    "kerneopgave", "organisation", "vidensopbygning", "afproevning", "feedback",
    "opfoelgning_paa_maal", "organisering", "stoette", "loebende_opfoelgning", "overgang",
    "med_stoette", "selvstaendigt", "ressourceperson",
)  # fmt: skip
NONE = "none"
LABELS = (*FIELDS, *LEVELS, *MARKS, NONE)
DEVELOPMENT = ("t8", "t18", "t26", "t32")
FORMS_AND_SHEETS = tuple(f"t{n}" for n in range(1, 23))
PASSAGE, TITLE = 0, 1


@dataclass(frozen=True)
class Unit:
    """A passage, or a title (kind 1) that has no labels."""

    text: str
    heading: str | None
    labels: frozenset[str]
    kind: int = PASSAGE


@dataclass(frozen=True)
class Document:
    """Units in reading order; author is the file's name, real where the genre is of published texts."""

    name: str
    author: str
    real: bool
    units: tuple[Unit, ...]


def read_documents(paths: Iterable[Path]) -> list[Document]:
    """Every document that has a passage, from corpus files; author is the file's stem."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf8").splitlines():
            document = _document(json.loads(line), path)
            if any(unit.kind == PASSAGE for unit in document.units):
                found.append(document)
    return found


def _document(raw: dict, path: Path) -> Document:  # type: ignore[type-arg]
    units: list[Unit] = []
    for plan in [*raw.get("plans", []), {"passages": raw.get("passages", [])}]:
        if plan.get("title"):
            units.append(Unit(plan["title"], None, frozenset(), TITLE))
        units.extend(_unit(passage) for passage in plan["passages"])
    real = path.stem not in FORMS_AND_SHEETS
    return Document(raw["name"], path.stem, real, tuple(units))


def _unit(passage: dict) -> Unit:  # type: ignore[type-arg]
    """Labels of one passage; `none` where it has no field."""
    fields = passage.get("fields") or []
    labels = {*(fields or [NONE]), *(passage.get("levels") or []), *(passage.get("marks") or [])}
    return Unit(passage["text"], passage.get("heading") or None, frozenset(labels & set(LABELS)))


def held_out(document: Document) -> bool:
    """Whether a training document is in the tenth that is kept for calibration, by its name."""
    return zlib.crc32(document.name.encode()) % 10 == 0


def split(documents: list[Document]) -> tuple[list[Document], list[Document], list[Document]]:
    """Training, calibration (a tenth), development (whole authors)."""
    development = [d for d in documents if d.author in DEVELOPMENT]
    others = [d for d in documents if d.author not in DEVELOPMENT]
    return [d for d in others if not held_out(d)], [d for d in others if held_out(d)], development


def windows(units: tuple[Unit, ...], size: int, first: int = 0) -> list[tuple[Unit, ...]]:
    """The document in parts of `size` units, the first of `first` where that is not 0."""
    starts = [0, *range(first or size, len(units), size), len(units)]
    return [units[start:end] for start, end in pairwise(starts) if end > start]
