"""`plantjek adapt`: what a department corrected, learnt on top of the shipped model.

The shipped layers stay. A correction is added to their log-odds: a sum over the corrected passages of how
alike a passage is to each (n-grams of text, headings, neighbours), fitted so that the corrected passages come
out right and so does a sample of the shipped data (anchors, with log-odds of a model that never saw them).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.faults import PlantjekError
from models.context import sigmoid
from models.gold import GoldDocument, GoldPassage
from models.labelset import FIELDS, Scores
from models.ngrams import Hasher, Unit

NAME = "plantjek_correction"
WEIGHT = 2.0  # of a corrected passage against an anchor
PENALTY = 0.15
STEPS, RATE = 150, 0.5


@dataclass(frozen=True)
class Rows:
    """Sparse rows: indices and values one after the other, and where each row begins."""

    indices: np.ndarray[Any, np.dtype[np.uint32]]
    values: Scores
    starts: np.ndarray[Any, np.dtype[np.int64]]

    @classmethod
    def of(cls, hasher: Hasher, documents: Sequence[Sequence[Unit]]) -> "Rows":
        """The features of all units of the documents, each row of length one."""
        pairs = [hasher.rows(units) for units in documents if units]
        indices = [row for rows, _ in pairs for row in rows]
        values = [row / np.linalg.norm(row) for _, rows in pairs for row in rows]
        starts = np.cumsum([0, *(len(row) for row in indices[:-1])])
        return cls(np.concatenate(indices), np.concatenate(values).astype(np.float32), starts)

    def likeness(self, other: "Rows", width: int) -> Scores:
        """Inner products [rows of self, rows of other]."""
        ends = np.append(other.starts[1:], len(other.indices))
        found = np.zeros((len(self.starts), len(other.starts)), np.float32)
        table = np.zeros(width, np.float32)
        for column, (start, end) in enumerate(zip(other.starts, ends, strict=True)):
            place = other.indices[start:end]
            table[place] = other.values[start:end]
            found[:, column] = np.add.reduceat(self.values * table[self.indices], self.starts)
            table[place] = 0
        return found


class Correction:
    """The component: adds the fitted correction to the log-odds of each passage."""

    def __init__(self, bits: int) -> None:
        """Without corrected passages until they are set or read."""
        self.hasher = Hasher(bits)
        self.arrays: dict[str, Any] = {}

    def set_arrays(self, arrays: dict[str, Any]) -> None:
        """The corrected passages' rows and, for each, its share in every label."""
        self.arrays = arrays
        self.rows = Rows(arrays["indices"], arrays["values"], arrays["starts"])
        self.shares: Scores = arrays["shares"]

    def __call__(self, doc: Doc) -> Doc:
        """Changes `doc._.scores`: logits and chances."""
        if doc._.units:
            alike = Rows.of(self.hasher, [doc._.units]).likeness(self.rows, self.hasher.width)
            logits = doc._.scores["logits"] + alike @ self.shares
            doc._.scores |= {"logits": logits, "chances": sigmoid(logits)}
        return doc

    def to_disk(self, path: Path, exclude: object = ()) -> None:  # noqa: ARG002
        """Writes correction.npz."""
        Path(path).mkdir(parents=True, exist_ok=True)
        np.savez_compressed(Path(path) / "correction.npz", **self.arrays)

    def from_disk(self, path: Path, exclude: object = ()) -> "Correction":  # noqa: ARG002
        """Reads correction.npz."""
        with np.load(Path(path) / "correction.npz") as file:
            self.set_arrays(dict(file))
        return self


@Language.factory(NAME, default_config={"bits": 18})
def make_correction(nlp: Language, name: str, bits: int) -> Correction:  # noqa: ARG001
    """What a department taught the model."""
    return Correction(bits)


@dataclass(frozen=True)
class Anchors:
    """A sample of the shipped data: rows, held-out log-odds, labels."""

    rows: Rows
    logits: Scores
    targets: Scores


def fit(rows: Rows, logits: Scores, targets: Scores, anchors: Anchors, width: int) -> Scores:
    """Each corrected passage's share in every label [n, 22], by accelerated gradient steps."""
    own, theirs = rows.likeness(rows, width), anchors.rows.likeness(rows, width)
    alike = np.concatenate([own, theirs])
    base = np.concatenate([logits, anchors.logits])
    goals = np.concatenate([targets, anchors.targets])
    weights = np.append(np.full(len(own), WEIGHT), np.ones(len(theirs)))[:, None].astype(np.float32)
    shares = np.zeros_like(logits)
    # the steepest the curve can be: a quarter of the weighted likeness' square, and the penalty
    steep = 0.25 * np.linalg.norm(alike * np.sqrt(weights), 2) ** 2 + PENALTY * np.linalg.norm(own, 2)
    drift = np.zeros_like(shares)
    for step in range(STEPS):
        ahead = shares + step / (step + 3) * drift
        error = weights * (sigmoid(base + alike @ ahead) - goals)
        moved = ahead - (alike.T @ error + PENALTY * own @ ahead) / steep
        drift, shares = moved - shares, moved
    return shares.astype(np.float32)


def corrected(nlp: Language, documents: Sequence[GoldDocument]) -> tuple[Rows, Scores, Scores]:
    """Rows, the model's log-odds and the labels given, of the passages that a person agreed to."""
    from models.passages import to_doc

    hasher = nlp.get_pipe("plantjek_ngrams").hasher  # type: ignore[attr-defined]
    logits, kept = [], []
    for document in documents:
        if document.passages():
            logits.append(nlp(to_doc(nlp, document.units()))._.scores["logits"])
            kept.append([p.agreed for p in document.passages()])
    targets = np.stack([p.targets() for d in documents for p in d.passages()])
    chosen = np.concatenate(kept)
    rows = only(Rows.of(hasher, [d.units() for d in documents]), chosen)
    return rows, np.concatenate(logits)[chosen], targets[chosen]


def only(rows: Rows, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> Rows:
    """The rows chosen."""
    ends = np.append(rows.starts[1:], len(rows.indices))
    places = [np.arange(a, b) for a, b, on in zip(rows.starts, ends, chosen, strict=True) if on]
    flat = np.concatenate(places)
    return Rows(rows.indices[flat], rows.values[flat], np.cumsum([0, *(len(p) for p in places[:-1])]))


def load_anchors(folder: Path) -> Anchors:
    """The sample that ships with a model."""
    with np.load(folder / "anchors.npz") as file:
        return Anchors(Rows(file["indices"], file["values"], file["starts"]), file["logits"], file["targets"])


@dataclass(frozen=True, slots=True)
class Adapted:
    """Corrected passages, and how many of them had the right fields before and have them after."""

    passages: int
    before: int
    after: int


def adapt(documents: Sequence[GoldDocument], out: Path, base: Path | None = None) -> Adapted:
    """Writes to `out` the model of `base` (the shipped one) with what the corrected passages teach it."""
    with as_file(files("models").joinpath("da_plantjek")) as shipped:
        folder = base or shipped
        return _adapt([d for d in documents if any(p.agreed for p in d.passages())], out, folder)


def _adapt(documents: Sequence[GoldDocument], out: Path, folder: Path) -> Adapted:
    import spacy

    import models.components  # noqa: F401  (registers the factories)

    if not documents:
        raise PlantjekError("Der er ingen rettede passager at lære af.")
    nlp = spacy.load(folder)
    if NAME in nlp.pipe_names:
        nlp.remove_pipe(NAME)
    before = _right(nlp, documents)
    add(nlp, documents, load_anchors(folder))
    nlp.meta["version"] = str(nlp.meta["version"]).split("+")[0] + "+lokal"
    nlp.to_disk(out, exclude=["vocab"])
    (out / "anchors.npz").write_bytes((folder / "anchors.npz").read_bytes())
    return Adapted(sum(p.agreed for d in documents for p in d.passages()), before, _right(nlp, documents))


def add(nlp: Language, documents: Sequence[GoldDocument], anchors: Anchors) -> None:
    """Puts the component fitted on the documents' corrected passages into the pipeline."""
    hasher = nlp.get_pipe("plantjek_ngrams").hasher  # type: ignore[attr-defined]
    used = [d for d in documents if any(p.agreed for p in d.passages())]
    rows, logits, targets = corrected(nlp, used)
    shares = fit(rows, logits, targets, anchors, hasher.width)
    pipe: Any = nlp.add_pipe(NAME, after="plantjek_blend", config={"bits": 32 - int(hasher.shift)})
    pipe.set_arrays({"indices": rows.indices, "values": rows.values, "starts": rows.starts, "shares": shares})


def _right(nlp: Language, documents: Sequence[GoldDocument]) -> int:
    """How many corrected passages get exactly their fields."""
    from models.passages import to_doc

    count = 0
    for document in documents:
        asserted = nlp(to_doc(nlp, document.units()))._.scores["asserted"]
        pairs = zip(document.passages(), asserted, strict=True)
        count += sum(p.agreed and _fields(p) == tuple(flags[: len(FIELDS)]) for p, flags in pairs)
    return count


def _fields(passage: GoldPassage) -> tuple[bool, ...]:
    return tuple(field in passage.fields for field in FIELDS)
