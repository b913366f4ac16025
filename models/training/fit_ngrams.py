"""Fits the n-gram layer: out-of-fold scores of the training documents, then weights from all of them.

Writes ngrams.npz (int8 weights) and ngrams_scores.npz (logits: train, train worsened, each development set).
"""

import argparse
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from models.labelset import Scores
from models.ngrams import Hasher, Linear, Unit
from models.training.data import bare, copies, load_split, numbers, save, targets

BITS = 18
PENALTY = 16.0  # the inverse strength of regularisation, shared by the written and the worsened copy


def matrix(hasher: Hasher, documents: Sequence[Sequence[Unit]]) -> sparse.csr_matrix:
    """Features of all units of the documents, a row a unit."""
    pairs = [hasher.rows(document) for document in documents]
    indices = [row for rows, _ in pairs for row in rows]
    values = [row for _, rows in pairs for row in rows]
    ends = np.cumsum([0] + [len(row) for row in indices])
    data = np.concatenate(values).astype(np.float64), np.concatenate(indices).astype(np.int32), ends
    return sparse.csr_matrix(data, shape=(len(indices), hasher.width))


def fit(rows: sparse.csr_matrix, goals: Scores) -> Linear:
    """A logistic regression for each label, quantised."""
    weights, bias = [], []
    for column in goals.T:
        model = LogisticRegression(solver="liblinear", dual=True, C=PENALTY / 2, tol=0.05, max_iter=60)
        model.fit(rows, column)
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return quantised(np.stack(weights, 1).astype(np.float32), np.asarray(bias, np.float32))


def quantised(weights: Scores, bias: Scores) -> Linear:
    """Each label's weights in steps of a 127th of its largest, the few beyond a cap cut off."""
    cap = np.quantile(np.abs(weights), 0.9999, axis=0)
    scale = (cap / 127).astype(np.float32)
    return Linear(np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale, bias)


def predict(layer: Linear, rows: sparse.csr_matrix) -> Scores:
    """Logits of the rows."""
    made: Scores = (rows @ (layer.weights * layer.scale) + layer.bias).astype(np.float32)
    return made


def main() -> None:
    """Fits by folds, then on everything, and writes what the next steps need."""
    split, hasher = load_split(), Hasher(BITS)
    goals, folds = targets(split.train), numbers(split.train, split.folds)
    written = matrix(hasher, [d.units() for d in split.train])
    worse = matrix(hasher, copies(split))
    scores = {"train": np.zeros_like(goals), "worse": np.zeros_like(goals)}
    for fold in sorted(set(split.folds)):
        inside, outside = folds != fold, folds == fold
        layer = fit(sparse.vstack([written[inside], worse[inside]]).tocsr(), np.tile(goals[inside], (2, 1)))
        scores["train"][outside] = predict(layer, written[outside])
        scores["worse"][outside] = predict(layer, worse[outside])
        print(f"fold {fold} fitted", flush=True)
        if fold == 0:  # for measures that need a pipeline which never saw some authors
            save("ngrams_without_0", vars(layer))
    layer = fit(sparse.vstack([written, worse]).tocsr(), np.tile(goals, (2, 1)))
    for name, documents in split.development.items():
        scores[name] = predict(layer, matrix(hasher, [d.units() for d in documents]))
        scores[f"{name}-bare"] = predict(layer, matrix(hasher, [bare(d) for d in documents]))
    save("ngrams", vars(layer))
    save("ngrams_scores", scores)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
