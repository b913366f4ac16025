"""spaCy's own text classifier on the same passages: the baseline to beat.

usage: python -m models.training.baseline_textcat [--epochs 3] [--kind ensemble|bow|cnn]
"""

import argparse
import random
import time
from collections.abc import Sequence

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import minibatch

from models.gold import GoldDocument
from models.labelset import LABELS, Scores
from models.training.compare import row
from models.training.data import load_split, numbers, targets

SETTINGS = {
    "ensemble": "spacy.TextCatEnsemble.v2",
    "bow": "spacy.TextCatBOW.v3",
    "cnn": "spacy.TextCatParametricAttention.v1",
}
NAMES = (*LABELS, "none")


def texts(documents: Sequence[GoldDocument]) -> list[str]:
    """Each passage under its headings, as the classifier reads it."""
    units = [unit for document in documents for unit in document.units()]
    return [" › ".join((*unit.heading, unit.text)) for unit in units]


def pipeline(kind: str) -> Language:
    """A blank Danish pipeline with a multilabel classifier in spaCy's default settings."""
    nlp = spacy.blank("da")
    settings = {} if kind == "ensemble" else {"model": {"@architectures": SETTINGS[kind]} | _extra(kind)}
    classifier = nlp.add_pipe("textcat_multilabel", config=settings)
    for name in NAMES:
        classifier.add_label(name)  # type: ignore[attr-defined]
    return nlp


def _extra(kind: str) -> dict[str, object]:
    common: dict[str, object] = {"exclusive_classes": False}
    return common | ({"ngram_size": 2, "no_output_layer": False} if kind == "bow" else {})


def train(nlp: Language, documents: Sequence[GoldDocument], epochs: int) -> None:
    """`epochs` rounds over the passages, shuffled, in batches of 64."""
    goals = targets(documents)
    rows = [
        Example.from_dict(nlp.make_doc(text), {"cats": dict(zip(NAMES, row.tolist(), strict=True))})
        for text, row in zip(texts(documents), goals, strict=True)
    ]
    nlp.initialize(lambda: rows[:200])
    chance = random.Random(1)
    for epoch in range(epochs):
        chance.shuffle(rows)
        losses: dict[str, float] = {}
        for batch in minibatch(rows, 64):  # type: ignore[no-untyped-call]
            nlp.update(batch, losses=losses, drop=0.2)
        print(f"epoch {epoch + 1}: loss {losses['textcat_multilabel']:.1f}", flush=True)


def scores(nlp: Language, documents: Sequence[GoldDocument]) -> Scores:
    """Probabilities, a row a passage."""
    docs = nlp.pipe(texts(documents), batch_size=256)
    return np.array([[doc.cats[name] for name in NAMES] for doc in docs], np.float32)


def main(kind: str, epochs: int) -> None:
    """Trains on the training authors and prints macro-F1 on the development sets."""
    split, nlp = load_split(), pipeline(kind)
    train(nlp, split.train, epochs)
    for name, documents in split.development.items():
        started, given = time.perf_counter(), targets(documents)[:, : len(LABELS)] > 0.5
        found = scores(nlp, documents)[:, : len(LABELS)] > 0.5
        rate = len(given) / (time.perf_counter() - started)
        print(
            f"| textcat ({kind}) | {name} | {row(found, given, numbers(documents))} | {rate:.0f} passages/s"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=SETTINGS, default="ensemble")
    parser.add_argument("--epochs", type=int, default=3)
    arguments = parser.parse_args()
    main(arguments.kind, arguments.epochs)
