"""Prints what each part of the pipeline gives alone and together, as rows of a Markdown table.

Reads the scores that the fitting steps kept: development authors with headings and (`-bare`) without.
For the layers fitted by folds also the macro-F1 of each fold of training authors.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from models.context import sigmoid
from models.decision import Blend, Decision
from models.evaluation import Flags, Numbers, f1_of, interval, nothing
from models.labelset import LABELS
from models.training.assemble import fitted
from models.training.data import BUILD, load, load_split, numbers, targets
from models.training.fit_decision import fit, held_out

GROUPS = {"levels": slice(5, 8), "marks": slice(8, len(LABELS))}
FIELDS = slice(0, 5)
PARTS = (("ngrams",), ("context",), ("encoder",), ("context", "encoder"))


def row(found: Flags, given: Flags, document: Numbers) -> str:
    """Fields with their interval, none, levels, marks."""
    fields = f1_of(found[:, FIELDS], given[:, FIELDS]).mean()
    low, high = interval(found[:, FIELDS], given[:, FIELDS], document)
    none = f1_of(nothing(found[:, FIELDS]), nothing(given[:, FIELDS]))[0]
    rest = " | ".join(f"{f1_of(found[:, at], given[:, at]).mean():.3f}" for at in GROUPS.values())
    return f"{fields:.3f} ({low:.3f}–{high:.3f}) | {none:.3f} | {rest}"


def rows(part: tuple[str, ...], chosen: tuple[Blend, Decision]) -> Iterator[str]:
    """A line for each development set, with and without headings."""
    blend, decision = chosen
    arrays = {source: load(f"{source}_scores") for source in part}
    for name, documents in load_split().development.items():
        given, place = targets(documents)[:, : len(LABELS)] > 0.5, numbers(documents)
        for one in (name, f"{name}-bare"):
            chances = sigmoid(blend.logits({source: arrays[source][one] for source in part}))
            yield f"| {' + '.join(part)} | {one} | {row(decision.asserted(chances), given, place)} |"


def by_fold(source: str, decision: Decision) -> str:
    """Macro-F1 of the fields in each fold of training authors, out of fold, best field or none."""
    split = load_split()
    goals = targets(split.train)
    folds, chances = numbers(split.train, split.folds), sigmoid(load(f"{source}_scores")["train"])
    found = replace(decision, lean=np.zeros(6, np.float32)).asserted(chances)[:, FIELDS]
    scores = [f1_of(found[folds == n], goals[folds == n, FIELDS] > 0.5).mean() for n in np.unique(folds)]
    return f"{source}: " + ", ".join(f"{score:.3f}" for score in scores)


def main() -> None:
    """Prints the table, then the folds."""
    print("| part | set | fields | none | levels | marks |\n| --- | --- | --- | --- | --- | --- |")
    for part in PARTS:
        if all((BUILD / f"{source}_scores.npz").is_file() for source in part):
            print("\n".join(rows(part, fit(*held_out(part)))))
    for source in ("ngrams", "context"):
        print(by_fold(source, fitted()[1]))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
