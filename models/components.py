"""The pipeline's components as spaCy factories: n-gram scores, layers over the document, blend, labels."""

from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

import models.adapt
import models.components_encoder
import models.matchers  # noqa: F401  (the same)
from models.context import Network, features, sigmoid
from models.decision import Blend, Decision
from models.labelset import FIELDS, LABELS, LEVELS, MARKS, Scores
from models.ngrams import Hasher, Linear
from models.passages import PASSAGES

GROUPS = {"fields": FIELDS, "levels": LEVELS, "marks": MARKS}


class Weights:
    """A component whose arrays lie in one npz file of its own folder."""

    def __init__(self) -> None:
        """Without arrays until they are set or read."""
        self.arrays: dict[str, Any] = {}

    def set_arrays(self, arrays: dict[str, Any]) -> None:
        """Takes the arrays into use."""
        self.arrays = arrays

    def to_disk(self, path: Path, exclude: object = ()) -> None:  # noqa: ARG002
        """Writes weights.npz."""
        Path(path).mkdir(parents=True, exist_ok=True)
        np.savez_compressed(Path(path) / "weights.npz", **self.arrays)

    def from_disk(self, path: Path, exclude: object = ()) -> "Weights":  # noqa: ARG002
        """Reads weights.npz."""
        with np.load(Path(path) / "weights.npz") as file:
            self.set_arrays(dict(file))
        return self


class Ngrams(Weights):
    """Scores each passage by its n-grams and its neighbours' into `doc._.scores["ngrams"]`."""

    def __init__(self, bits: int) -> None:
        """A hash table of 2**bits features."""
        super().__init__()
        self.hasher = Hasher(bits)

    def set_arrays(self, arrays: dict[str, Any]) -> None:
        """Takes the linear layer into use."""
        super().set_arrays(arrays)
        self.layer = Linear(**arrays)

    def __call__(self, doc: Doc) -> Doc:
        """Logits [n, 22] of one document."""
        if doc._.units:
            doc._.scores["ngrams"] = self.layer.logits(*self.hasher.rows(doc._.units))
        return doc


class Context(Weights):
    """Reads the n-gram scores of the whole document and gives each passage new ones."""

    def set_arrays(self, arrays: dict[str, Any]) -> None:
        """Takes the networks into use."""
        super().set_arrays(arrays)
        self.network = Network(**arrays)

    def __call__(self, doc: Doc) -> Doc:
        """Logits [n, 22] of one document into `doc._.scores["context"]`."""
        if doc._.units:
            rows = features(doc._.scores["ngrams"], [unit.heading for unit in doc._.units])
            doc._.scores["context"] = self.network.logits(rows)
        return doc


class Blender:
    """Makes one calibrated set of log-odds of what the sources say."""

    def __init__(self, blend: Blend) -> None:
        """The weights by label and source."""
        self.blend = blend

    def __call__(self, doc: Doc) -> Doc:
        """Log-odds [n, 22] into `doc._.scores["logits"]`, probabilities into "chances"."""
        if doc._.units:
            logits = self.blend.logits(doc._.scores)
            doc._.scores |= {"logits": logits, "chances": sigmoid(logits)}
        return doc


class Labeller:
    """Decides and writes the asserted labels as spans, with scores in the groups' attributes."""

    def __init__(self, decision: Decision) -> None:
        """The decision with its numbers by label."""
        self.decision = decision

    def __call__(self, doc: Doc) -> Doc:
        """Fills `doc.spans` (fields, levels, marks) and the arrays asserted and certainty."""
        if not doc._.units:
            return doc
        chances = doc._.scores["chances"]
        asserted = self.decision.asserted(chances)
        doc._.scores |= {"asserted": asserted, "certainty": self.decision.certainty(chances)}
        passages = list(doc.spans[PASSAGES])
        for name, labels in GROUPS.items():
            columns = [LABELS.index(label) for label in labels]
            hits = [
                (row, column) for row in range(len(passages)) for column in columns if asserted[row, column]
            ]
            spans = [Span(doc, passages[r].start, passages[r].end, label=LABELS[c]) for r, c in hits]
            attributes = {"scores": [float(chances[r, c]) for r, c in hits]}
            doc.spans[name] = SpanGroup(doc, name=name, attrs=attributes, spans=spans)
        return doc


@Language.factory("plantjek_ngrams", default_config={"bits": 18})
def make_ngrams(nlp: Language, name: str, bits: int) -> Ngrams:  # noqa: ARG001
    """The n-gram layer; bits is the width of the hash table."""
    return Ngrams(bits)


@Language.factory("plantjek_context")
def make_context(nlp: Language, name: str) -> Context:  # noqa: ARG001
    """The layer over a document's scores."""
    return Context()


@Language.factory("plantjek_blend")
def make_blend(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    sources: list[str],
    weights: dict[str, list[float]],
) -> Blender:
    """The blend: for each label a constant and a weight for each source."""
    return Blender(Blend(tuple(sources), np.asarray(list(weights.values()), np.float32)))


@Language.factory("plantjek_labels")
def make_labels(  # noqa: PLR0917
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    lean: dict[str, float],
    threshold: dict[str, float],
    trust: list[float],
    second: float,
) -> Labeller:
    """The decision; every number comes from the config, by label."""
    return Labeller(
        Decision(
            lean=_column(lean),
            second=second,
            threshold=_column(threshold),
            trust=np.asarray(trust, np.float32),
        )
    )


def _column(numbers: dict[str, float]) -> Scores:
    return np.asarray(list(numbers.values()), np.float32)
