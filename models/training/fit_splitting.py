"""Chooses the confidence from which paragraphs are split, on paragraphs joined from passages of one fold.

Consecutive passages of prose under one heading are joined to paragraphs, of one field or of several; passages
of several sentences that the authors left whole stand among them. The n-grams are those without fold 0: its
authors are unseen. Prints how well the split is recovered for each pair of confidences.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from models.classifier import Classifier
from models.gold import GoldDocument, GoldPassage
from models.labelset import FIELDS, Scores
from models.ngrams import Unit
from models.splitting import Opinion, differ, sentences
from models.training.data import load, load_split

PROSE = ("word-prose", "strategy", "minutes")
CONFIDENCES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Paragraph:
    """Joined passages with their fields, and whether the readers' labels ask for a split."""

    unit: Unit
    kind: str  # whole (as written), same, mixed (two fields), beside (a field and none)


def paragraphs(document: GoldDocument, chance: random.Random) -> Iterator[Paragraph]:
    """The document's passages in paragraphs of one to four."""
    for _, group in groupby(document.passages(), key=lambda p: p.unit.heading):
        rest = list(group)
        while rest:
            size = chance.choice((1, 1, 2, 3, 4))
            part, rest = rest[:size], rest[size:]
            if all(p.unit.text.rstrip().endswith((".", "!", "?")) for p in part):
                yield Paragraph(
                    Unit(" ".join(p.unit.text.strip() for p in part), part[0].unit.heading), _kind(part)
                )
            else:
                yield from (Paragraph(p.unit, "whole") for p in part)


def _kind(part: list[GoldPassage]) -> str:
    if len(part) == 1:
        return "whole"
    fields = [p.fields for p in part]
    apart = any(a and b and not a & b for a in fields for b in fields)
    return "mixed" if apart else "beside" if any(fields) and not all(fields) else "same"


def opinions(scores: dict[str, Scores]) -> list[Opinion]:
    """What the model holds of each unit."""
    fields = [frozenset(f for f, on in zip(FIELDS, row, strict=False) if on) for row in scores["asserted"]]
    return [Opinion(*pair) for pair in zip(fields, scores["certainty"].tolist(), strict=True)]


def cases(
    classifier: Classifier, documents: list[GoldDocument]
) -> Iterator[tuple[str, list[Opinion], list[int]]]:
    """Each paragraph of several sentences: its kind, the opinions on its sentences, their lengths."""
    chance = random.Random(5)
    for document in documents:
        joined = list(paragraphs(document, chance))
        parts = [sentences(p.unit.text) for p in joined]
        units = [Unit(text, p.unit.heading) for p, part in zip(joined, parts, strict=True) for text in part]
        held = iter(opinions(classifier.scores(units)))
        for paragraph, part in zip(joined, parts, strict=True):
            mine = [next(held) for _ in part]
            if len(part) > 1:
                yield paragraph.kind, mine, [len(text) for text in part]


def main() -> None:
    """Prints the share split by kind for each pair of confidences, and the balance."""
    split, classifier = load_split(), Classifier.load()
    classifier.pipeline().get_pipe("plantjek_ngrams").set_arrays(load("ngrams_without_0"))  # type: ignore[attr-defined]
    chosen = [d for d, f in zip(split.train, split.folds, strict=True) if f == 0 and d.form in PROSE]
    found = list(cases(classifier, chosen))
    kinds = np.array([kind for kind, _, _ in found])
    print({kind: int((kinds == kind).sum()) for kind in np.unique(kinds)})
    for field in CONFIDENCES:
        for none in CONFIDENCES:
            made = np.array([differ(held, lengths, field, none) for _, held, lengths in found])
            shares = {kind: round(float(made[kinds == kind].mean()), 2) for kind in np.unique(kinds)}
            wanted = np.isin(kinds, ("mixed", "beside"))
            both = (made & wanted).sum()
            score = 2 * both / max(1, made.sum() + wanted.sum())
            print(
                f"{field:.1f} {none:.1f}  split {shares}  F1 {score:.3f}  right {(made == wanted).mean():.3f}"
            )


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
