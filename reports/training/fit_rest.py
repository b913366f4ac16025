"""Fits what the rest of a plan tells of each criterion (verdict_rest), on chances that are out of fold.

By two logistic regressions a criterion ("at least delvist", "opfyldt") with weights of at least zero. Each
plan counts a second time, lightly, with nothing but the criterion's own field: the verdict is the same then.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

FOLDS, SEED = 5, 20240917
PULL, STEPS = 20.0, 60  # pull of the weights of standardised inputs to zero; steps of L-BFGS
ALONE = 0.1  # weight of a plan that holds nothing but the criterion's field
Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def folds(authors: NDArray[np.str_]) -> Iterator[Mask]:
    """Which plans each fold leaves out; an author's plans stay together."""
    names = sorted(set(authors))
    np.random.default_rng(SEED).shuffle(names)
    for fold in range(FOLDS):
        yield np.isin(authors, names[fold::FOLDS])


def fit_one(inputs: Array, met: Mask, weight: Array) -> Array:
    """Weights of at least zero and a bias (last) that make the chance of being met fit."""

    def loss(theta: Array) -> tuple[float, Array]:
        line = inputs @ theta[:-1] + theta[-1]
        off = weight * (1 / (1 + np.exp(-line)) - met)
        value = weight @ (np.logaddexp(0, line) - line * met) + PULL / 2 * theta[:-1] @ theta[:-1]
        return float(value), np.append(inputs.T @ off + PULL * theta[:-1], off.sum())

    count = inputs.shape[1]
    bounds: Sequence[tuple[float | None, None]] = [(0.0, None)] * count + [(None, None)]
    start = np.zeros(count + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS})
    return np.asarray(found.x, dtype=np.float64)


def fit_rest(seen: Array, wanted: NDArray[np.int8], told: Mask, others: Mask) -> Array:
    """Weights, criterion x 2 x (input + 1), from plan x criterion x input; only where passages tell of it.

    others: the inputs that speak of other fields, criterion x input.
    """
    count, size = seen.shape[1:]
    out = np.zeros((count, 2, size + 1))
    for criterion in range(count):
        used = told[:, criterion]
        whole = seen[used, criterion].astype(np.float64)
        mean, spread = whole.mean(axis=0), whole.std(axis=0) + 1e-6
        inputs = (np.concatenate([whole, np.where(others[criterion], 0, whole)]) - mean) / spread
        weight = np.repeat([1.0, ALONE], len(whole))
        for step in (0, 1):
            theta = fit_one(inputs, np.tile(wanted[used, criterion] > step, 2), weight)
            weights = theta[:-1] / spread
            out[criterion, step] = np.append(weights, theta[-1] - weights @ mean)
    return out
