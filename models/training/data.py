"""Training data: the corpus by its split, folds by author, and copies with worse context than written."""

import random
import tomllib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.gold import GoldDocument, read
from models.labelset import Scores
from models.ngrams import Unit

CORPUS = Path(__file__).parents[1] / "corpus"
BUILD = Path(__file__).parents[2] / "build" / "model"
GENERIC = (
    "Beskrivelse",
    "Indhold",
    "Bemærkninger",
    "Hvad",
    "Svar",
    "Tekst",
    "Noter",
    "Felt",
    "Punkt",
    "Kommentar",
)
WAYS = ("mixed", "dropped", "alone", "strange", "parent")
CHANCES = (2.0, 3.0, 3.0, 1.0, 1.5)


@dataclass(frozen=True)
class Split:
    """The documents for training with each one's fold, and the frozen development sets by name."""

    train: tuple[GoldDocument, ...]
    folds: tuple[int, ...]
    development: dict[str, tuple[GoldDocument, ...]]


def load_split(corpus: Path = CORPUS) -> Split:
    """The corpus as split.toml divides it; an author is in one fold only."""
    settings = tomllib.loads((corpus / "split.toml").read_text(encoding="utf-8"))
    frozen = {author for names in settings["development"].values() for author in names}
    everything = list(read(sorted(corpus.glob("t*.jsonl"), key=lambda p: int(p.stem[1:]))))
    train = tuple(d for d in everything if d.author not in frozen)
    fold = _folds(sorted({d.author for d in train}, key=lambda a: int(a[1:])), settings["folds"])
    development = {
        name: tuple(d for d in everything if d.author in names)
        for name, names in settings["development"].items()
    }
    return Split(train, tuple(fold[d.author] for d in train), development)


def _folds(authors: Sequence[str], settings: Mapping[str, Any]) -> dict[str, int]:
    """Each author's fold, drawn by the seed; those who retell the same pages are in one."""
    together = set(settings["together"])
    drawn = [author for author in authors if author not in together]
    random.Random(settings["seed"]).shuffle(drawn)
    return {author: i % settings["count"] for i, author in enumerate(drawn)} | dict.fromkeys(together, 0)


def targets(documents: Sequence[GoldDocument]) -> Scores:
    """The labels given to all passages of the documents, a row a passage."""
    return np.stack([p.targets() for d in documents for p in d.passages()])


def numbers(documents: Sequence[GoldDocument], of: Sequence[int] | None = None) -> NDArray[np.int64]:
    """For each passage its document's number, or the number that `of` gives its document."""
    values = range(len(documents)) if of is None else of
    return np.concatenate([np.full(len(d.passages()), v) for d, v in zip(documents, values, strict=True)])


def worsened(document: GoldDocument, strange: Sequence[str], chance: random.Random) -> list[list[Unit]]:
    """The same passages with worse headings, or each without neighbours (lists of one)."""
    way = chance.choices(WAYS, CHANCES)[0]
    made = [_worse(unit, way, strange, chance) for unit in document.units(chance.random() < 0.5)]
    return [[unit] for unit in made] if way == "alone" else [made]


def _worse(unit: Unit, way: str, strange: Sequence[str], chance: random.Random) -> Unit:
    draw, path = chance.random(), unit.heading
    if way == "dropped" or (way == "alone" and draw < 0.5) or (way == "mixed" and draw < 0.4):
        path = ()
    elif way == "strange" or (way == "mixed" and draw < 0.5):
        path = (*path[:-1], chance.choice(strange))
    elif way == "parent":
        path = (*path, chance.choice(GENERIC))
    return Unit(unit.text, path)


def copies(split: Split, seed: int = 1) -> list[list[Unit]]:
    """The training documents with worse context than written, in order; the same for the same seed."""
    chance = random.Random(seed)
    strange = [p.unit.heading[-1] for d in split.train for p in d.passages() if p.unit.heading]
    return [piece for document in split.train for piece in worsened(document, strange, chance)]


def bare(document: GoldDocument) -> list[Unit]:
    """The document's passages without any heading."""
    return [Unit(p.unit.text) for p in document.passages()]


def in_tenth(document: GoldDocument) -> bool:
    """Whether a training document is in the tenth that the encoder never sees."""
    return zlib.crc32(document.name.encode()) % 10 == 0


def save(name: str, arrays: Mapping[str, Any]) -> None:
    """Writes arrays to a file of the build folder."""
    BUILD.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(BUILD / f"{name}.npz", **arrays)


def load(name: str) -> dict[str, Any]:
    """The arrays of a file of the build folder."""
    with np.load(BUILD / f"{name}.npz") as file:
        return dict(file)
