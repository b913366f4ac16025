"""Slope, shift and threshold that make one label's logits probabilities and decisions."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
STEPS, PENALTY = 40, 4.0
LOWEST, HIGHEST = 0.3, 0.6


def slope_and_shift(logit: Floats, true: NDArray[np.bool_]) -> tuple[float, float]:
    """Logistic regression on one logit, drawn towards slope 1 and shift 0.

    Newton's steps, halved until the cost falls: whole ones run away from a start at sure logits.
    """
    x = np.stack([logit, np.ones_like(logit)], 1).astype(float)
    start = np.array([1.0, 0.0])
    found = start.copy()
    for _ in range(STEPS):
        p = 0.5 * (1 + np.tanh(x @ found / 2))
        gradient = x.T @ (p - true) + PENALTY * (found - start)
        curve = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(2)
        step, now = np.linalg.solve(curve, gradient), _cost(x, true, found, start)
        while _cost(x, true, found - step, start) > now and np.abs(step).max() > 1e-9:
            step = step / 2
        found = found - step
    return float(found[0]), float(found[1])


def _cost(x: Floats, true: NDArray[np.bool_], at: Floats, start: Floats) -> float:
    odds = x @ at
    return float((np.logaddexp(0, odds) - odds * true).sum() + PENALTY / 2 * ((at - start) ** 2).sum())


def threshold(chances: Floats, true: NDArray[np.bool_]) -> float:
    """The threshold with the best F1, the middle of those within 0.002 of it; kept near a half."""
    tried = np.arange(LOWEST, HIGHEST + 1e-9, 0.01)
    scores = np.array([_f1(chances >= value, true) for value in tried])
    return float(np.round(np.mean(tried[scores >= scores.max() - 0.002]), 2))


def _f1(made: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return float(2 * (made & true).sum() / max(1, made.sum() + true.sum()))
