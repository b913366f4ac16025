"""Fits the layer over a document's scores, its calibration and thresholds; all by the same folds of authors.

Reads ngrams_scores.npz; writes context.npz and context_scores.npz (out-of-fold probabilities).
"""

import argparse
import warnings
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from models.context import Network, features
from models.labelset import Scores
from models.ngrams import Unit
from models.training.data import bare, copies, load, load_split, numbers, save, targets

HIDDEN, NETWORKS, ROUNDS = 64, 3, 12


def rows(pieces: Iterable[Sequence[Unit]], logits: Scores) -> Scores:
    """Features of all units of the pieces, each a document; `logits` has a row for each unit."""
    made, at = [], 0
    for piece in pieces:
        made.append(features(logits[at : at + len(piece)], [unit.heading for unit in piece]))
        at += len(piece)
    return np.concatenate(made)


def fit(inputs: Scores, goals: Scores) -> Network:
    """Networks from several starts, side by side."""
    found = []
    for seed in range(NETWORKS):
        model = MLPClassifier(
            (HIDDEN,), alpha=1e-3, learning_rate_init=2e-3, batch_size=256, max_iter=ROUNDS, random_state=seed
        )
        with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
            found.append(model.fit(inputs, goals))
    stack = [np.stack([m.coefs_[i] for m in found]).astype(np.float32) for i in (0, 1)]
    bias = [np.stack([m.intercepts_[i] for m in found]).astype(np.float32) for i in (0, 1)]
    return Network(stack[0], bias[0], stack[1], bias[1])


def out_of_fold(inputs: Sequence[Scores], goals: Scores, folds: NDArray[np.int64]) -> list[Scores]:
    """Logits of each set of rows by networks that saw no author of the fold."""
    found = [np.zeros_like(goals) for _ in inputs]
    for fold in np.unique(folds):
        inside, outside = folds != fold, folds == fold
        network = fit(np.concatenate([x[inside] for x in inputs]), np.tile(goals[inside], (len(inputs), 1)))
        for made, x in zip(found, inputs, strict=True):
            made[outside] = network.logits(x[outside])
    return found


def main() -> None:
    """Fits by folds and on everything, and writes."""
    split = load_split()
    goals, folds = targets(split.train), numbers(split.train, split.folds)
    scores = load("ngrams_scores")
    inputs = [rows([d.units() for d in split.train], scores["train"]), rows(copies(split), scores["worse"])]
    logits = dict(zip(("train", "worse"), out_of_fold(inputs, goals, folds), strict=True))
    network = fit(np.concatenate(inputs), np.tile(goals, (2, 1)))
    for name, documents in split.development.items():
        logits[name] = network.logits(rows([d.units() for d in documents], scores[name]))
        logits[f"{name}-bare"] = network.logits(rows(map(bare, documents), scores[f"{name}-bare"]))
    save("context_scores", logits)
    save("context", vars(network))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
