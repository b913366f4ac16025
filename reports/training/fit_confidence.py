"""Fits how confidence is calibrated, and tells how good cross-validated decisions are."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from reports.audit import VERDICTS, Verdict
from reports.criteria import load_criteria
from reports.evaluation import measure
from reports.training.plans import GoldPlan
from reports.verdict_decide import decide_by
from reports.verdict_decision import Decision
from reports.verdict_model import as_told, log_odds, place_of, relevance
from reports.verdict_rules import Grade
from reports.verdict_signs import Sign

Array = NDArray[np.float64]
Decisions = Mapping[str, Decision]


def decided(
    signs: Sequence[Sign], graded: Sequence[Mapping[int, Grade]], chance: Array, own: Array
) -> Decisions:
    """The decisions on a plan by its heads' chances and the moved ones; confidence not yet calibrated."""
    share = np.repeat(relevance(signs, graded)[:, :, None], 2, axis=2)
    return decide_by(signs, graded, as_told(chance.astype(np.float32), own.astype(np.float32), share, share))


def told_of(plans: Sequence[GoldPlan], decisions: Sequence[Decisions]) -> str:
    """Accuracy, precision and recall of gaps and macro-F1 of some decisions, in one line."""
    pairs: dict[str, list[tuple[Verdict, Verdict]]] = {c.id: [] for c in load_criteria()}
    for plan, own in zip(plans, decisions, strict=True):
        for id, decision in own.items():
            pairs[id].append((plan.verdicts[id], decision.verdict))  # type: ignore[arg-type]
    whole = measure([pair for of_one in pairs.values() for pair in of_one])
    macro = sum(measure(of_one).f1 for of_one in pairs.values()) / len(pairs)
    return f"accuracy {whole.accuracy:.4f} P {whole.precision:.3f} R {whole.recall:.3f} macro-F1 {macro:.4f}"


def fit_confidence(plans: Sequence[GoldPlan], decisions: Sequence[Decisions]) -> Array:
    """Slope and shifts that turn a verdict's chance into how often it is right, on out-of-fold decisions."""
    rows = [
        (place_of(id, d.verdict), log_odds(d.confidence), d.verdict == plan.verdicts[id])
        for plan, own in zip(plans, decisions, strict=True)
        for id, d in own.items()
    ]
    place, odds, right = (np.array(column) for column in zip(*rows, strict=True))
    count = len(load_criteria()) * len(VERDICTS)

    def loss(theta: Array) -> tuple[float, Array]:
        line = theta[0] * odds + theta[1] + theta[2:][place]
        off = 1 / (1 + np.exp(-line)) - right
        shifts = np.bincount(place, off, count) + 2 * theta[2:]
        value = np.logaddexp(0, line).sum() - line[right].sum() + (theta[2:] ** 2).sum()
        return float(value), np.append([(off * odds).sum(), off.sum()], shifts)

    start = np.concatenate([[1.0], np.zeros(count + 1)])
    theta = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return np.concatenate([theta[:1], theta[1] + theta[2:]])
