"""How good verdicts are: measures by criterion, confusion, calibration, bootstrapped intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reports.audit import VERDICTS, Verdict

GAPS: frozenset[str] = frozenset(("mangler", "delvist"))
Verdicts = Mapping[str, Verdict]
DRAWS, SEED = 1000, 20240917


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan's gold and predicted verdicts, by criterion."""

    gold: Verdicts
    predicted: Verdicts


@dataclass(frozen=True, slots=True)
class Measures:
    """Accuracy over the four verdicts, and precision, recall and F1 of gaps (mangler or delvist); 0 to 1."""

    count: int
    accuracy: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures of a set of plans."""

    by_criterion: dict[str, Measures]
    whole: Measures  # all verdicts together
    macro_f1: float  # mean of the criteria's F1 of gaps
    confusion: dict[Verdict, dict[Verdict, int]]  # gold, then predicted
    intervals: dict[str, Interval]  # accuracy, precision, recall, macro_f1; plans drawn with replacement


def evaluate(pairs: Sequence[Pair]) -> Evaluation:
    """All measures; pairs must hold the same criteria."""
    criteria = list(pairs[0].gold) if pairs else []
    by_criterion = {c: measure([(p.gold[c], p.predicted[c]) for p in pairs]) for c in criteria}
    return Evaluation(
        by_criterion=by_criterion,
        whole=measure([(p.gold[c], p.predicted[c]) for p in pairs for c in criteria]),
        macro_f1=_mean([m.f1 for m in by_criterion.values()]),
        confusion=confusion(pairs),
        intervals=bootstrap(pairs),
    )


def measure(verdicts: Sequence[tuple[Verdict, Verdict]]) -> Measures:
    """The measures of (gold, predicted) verdicts; a measure without cases is 1."""
    right = sum(gold == predicted for gold, predicted in verdicts)
    hits = sum(gold in GAPS and predicted in GAPS for gold, predicted in verdicts)
    told = sum(predicted in GAPS for _, predicted in verdicts)
    real = sum(gold in GAPS for gold, _ in verdicts)
    return Measures(
        count=len(verdicts),
        accuracy=_share(right, len(verdicts)),
        precision=_share(hits, told),
        recall=_share(hits, real),
        f1=_share(2 * hits, told + real),
    )


def confusion(pairs: Sequence[Pair]) -> dict[Verdict, dict[Verdict, int]]:
    """How often each gold verdict was told as each verdict."""
    table: dict[Verdict, dict[Verdict, int]] = {gold: dict.fromkeys(VERDICTS, 0) for gold in VERDICTS}
    for pair in pairs:
        for criterion, gold in pair.gold.items():
            table[gold][pair.predicted[criterion]] += 1
    return table


def bootstrap(pairs: Sequence[Pair], draws: int = DRAWS) -> dict[str, Interval]:
    """95 % intervals by drawing plans with replacement; the same pairs give the same intervals."""
    if not pairs:
        return {}
    counts = np.array([[_counts(p.gold[c], p.predicted[c]) for c in p.gold] for p in pairs], dtype=np.float64)
    generator = np.random.default_rng(SEED)
    drawn = [counts[generator.integers(0, len(pairs), len(pairs))].sum(axis=0) for _ in range(draws)]
    total = counts.sum(axis=0)
    found = {}
    for name, of in FIGURES.items():
        low, high = np.percentile([of(sums) for sums in drawn], [2.5, 97.5])
        found[name] = Interval(of(total), float(low), float(high))
    return found


def calibration(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error of (confidence, whether right): mean gap over bins of equal width."""
    if not told:
        return 0.0
    error = 0.0
    for number in range(bins):
        inside = [(c, ok) for c, ok in told if number == min(int(c * bins), bins - 1)]
        if inside:
            error += abs(sum(c for c, _ in inside) - sum(ok for _, ok in inside))
    return error / len(told)


def gain_of_review(told: Sequence[tuple[float, bool]], share: float = 0.1) -> float:
    """How much accuracy rises when the least sure share of the verdicts is looked at and put right."""
    least = sorted(told, key=lambda pair: pair[0])[: round(share * len(told))]
    return _share(sum(not ok for _, ok in least), len(told)) if told else 0.0


Sums = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def _counts(gold: Verdict, predicted: Verdict) -> tuple[bool, ...]:
    """Right, hit gap, told gap, real gap, and one for all: what the figures are sums of."""
    return gold == predicted, gold in GAPS and predicted in GAPS, predicted in GAPS, gold in GAPS, True


def _macro_f1(sums: Sums) -> float:
    """Mean over the criteria of F1 of gaps."""
    return float(np.mean(2 * sums[:, 1] / np.maximum(sums[:, 2] + sums[:, 3], 1)))


FIGURES: dict[str, Callable[[Sums], float]] = {
    "accuracy": lambda sums: float(sums[:, 0].sum() / sums[:, 4].sum()),
    "precision": lambda sums: float(sums[:, 1].sum() / max(sums[:, 2].sum(), 1)),
    "recall": lambda sums: float(sums[:, 1].sum() / max(sums[:, 3].sum(), 1)),
    "macro_f1": _macro_f1,
}


def _share(part: float, whole: float) -> float:
    """Part of whole; 1 where there is no whole."""
    return part / whole if whole else 1.0


def _mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
