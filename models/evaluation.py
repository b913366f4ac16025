"""How well labels fit gold documents: measures by label, confusion, calibration, interval by bootstrap."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.faults import PlantjekError
from models.classifier import Classifier
from models.gold import GoldDocument
from models.labelset import FIELDS, LABELS, LEVELS, MARKS, Scores

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
NONE_NAME = "ingen"
GROUPS = {"fields": FIELDS, "levels": LEVELS, "marks": MARKS}
DRAWS, SEED, BINS = 1000, 7, 10


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and F1 of one label; count is how often readers gave it."""

    label: str
    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Field probabilities in one tenth of the scale: their mean, the share that was right, how many."""

    mean: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Scored:
    """Gold and prediction side by side, a row a passage: [n, 21], [n, 21], [n, 5], [n], [n]."""

    given: Flags
    found: Flags
    chances: Scores
    certainty: Scores
    document: Numbers


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures over some documents."""

    documents: int
    passages: int
    macro: dict[str, float]  # fields, levels, marks: mean F1
    none: float  # F1 of "no field"
    interval: tuple[float, float]  # 95 % of the fields' macro-F1, documents drawn with replacement
    exact: float  # share of passages with exactly the fields given
    measures: tuple[Measure, ...]
    confusion: tuple[tuple[int, ...], ...]  # rows given, columns found: the fields, then none
    calibration_error: float  # of the fields' probabilities
    bins: tuple[Bin, ...]
    certainty_error: float

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def measure(classifier: Classifier, documents: Iterable[GoldDocument]) -> Scored:
    """Labels the documents' passages and sets them beside the readers' labels."""
    rows: list[tuple[Any, ...]] = []
    for number, document in enumerate(documents):
        units = document.units()
        if units:
            given = np.stack([p.targets() for p in document.passages()])[:, : len(LABELS)] > 0.5
            made = classifier.scores(units)
            agreed = np.array([p.agreed for p in document.passages()])
            place, chances = np.full(len(units), number), made["chances"][:, : len(FIELDS)]
            row = (given, made["asserted"], chances, made["certainty"], place)
            rows.append(tuple(column[agreed] for column in row))
    if not rows:
        raise PlantjekError("Der er ingen passager at måle på.")
    return Scored(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def f1_of(found: Flags, given: Flags) -> Scores:
    """F1 of each column; 0 where nothing is found or given."""
    both = (found & given).sum(0)
    made: Scores = (2 * both / np.maximum(1, found.sum(0) + given.sum(0))).astype(np.float32)
    return made


def evaluate(scored: Scored) -> Evaluation:
    """Measures of what was found against what was given."""
    given, found = scored.given, scored.found
    at = {name: [LABELS.index(label) for label in labels] for name, labels in GROUPS.items()}
    fields_given, fields_found = given[:, at["fields"]], found[:, at["fields"]]
    error, bins = calibration(scored.chances.ravel(), fields_given.ravel())
    right = (fields_given == fields_found).all(1)
    return Evaluation(
        documents=len(np.unique(scored.document)),
        passages=len(given),
        macro={
            name: _mean(f1_of(found[:, cols], given[:, cols]), given[:, cols]) for name, cols in at.items()
        },
        none=float(f1_of(nothing(fields_found), nothing(fields_given))[0]),
        interval=interval(fields_found, fields_given, scored.document),
        exact=float(right.mean()),
        measures=measures(found, given),
        confusion=confusion(fields_found, fields_given),
        calibration_error=error,
        bins=bins,
        certainty_error=calibration(scored.certainty, right)[0],
    )


def nothing(fields: Flags) -> Flags:
    """A column that is true where no field is."""
    return np.logical_not(fields.any(1))[:, None]


def _mean(scores: Scores, given: Flags) -> float:
    """Mean over the labels that readers gave at all."""
    seen = given.any(0)
    return float(scores[seen].mean()) if seen.any() else 0.0


def measures(found: Flags, given: Flags) -> tuple[Measure, ...]:
    """A measure for each label, and last one for "no field"."""
    count = len(FIELDS)
    found = np.hstack([found, nothing(found[:, :count])])
    given = np.hstack([given, nothing(given[:, :count])])
    both, f1 = (found & given).sum(0), f1_of(found, given)
    precision, recall = both / np.maximum(1, found.sum(0)), both / np.maximum(1, given.sum(0))
    rows = zip((*LABELS, NONE_NAME), precision, recall, f1, given.sum(0), strict=True)
    return tuple(Measure(label, float(p), float(r), float(f), int(n)) for label, p, r, f, n in rows)


def confusion(found: Flags, given: Flags) -> tuple[tuple[int, ...], ...]:
    """Counts by given and found field; of two fields the one both have, else the first."""
    count = len(FIELDS)
    table = np.zeros((count + 1, count + 1), int)
    for f, g in zip(found, given, strict=True):
        shared = np.flatnonzero(f & g)
        row, column = (shared[0], shared[0]) if len(shared) else (_first(g), _first(f))
        table[row, column] += 1
    return tuple(tuple(int(n) for n in row) for row in table)


def _first(flags: Flags) -> int:
    return int(flags.argmax()) if flags.any() else len(flags)


def calibration(chances: Scores, right: Flags) -> tuple[float, tuple[Bin, ...]]:
    """Expected calibration error over ten equal bins, and the bins that are not empty."""
    places, bins = np.minimum((chances * BINS).astype(int), BINS - 1), []
    for place in range(BINS):
        inside = places == place
        if inside.any():
            bins.append(Bin(float(chances[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    error = sum(abs(b.mean - b.right) * b.count for b in bins) / max(1, len(chances))
    return error, tuple(bins)


def interval(found: Flags, given: Flags, document: Numbers) -> tuple[float, float]:
    """95 % interval of the macro-F1 when documents are drawn with replacement."""
    numbers = np.unique(document, return_inverse=True)[1]
    counts = [np.zeros((numbers.max() + 1, found.shape[1])) for _ in range(2)]
    np.add.at(counts[0], numbers, (found & given).astype(float))
    np.add.at(counts[1], numbers, found.astype(float) + given)
    draws = np.random.default_rng(SEED).multinomial(
        len(counts[0]), np.full(len(counts[0]), 1 / len(counts[0])), DRAWS
    )
    scores = (2 * (draws @ counts[0]) / np.maximum(1, draws @ counts[1])).mean(1)
    low, high = np.quantile(scores, (0.025, 0.975))
    return float(low), float(high)


def as_text(evaluation: Evaluation, names: dict[str, str] | None = None) -> str:
    """The measures as lines for a terminal, in Danish; names gives labels their readable names."""
    macro, (low, high) = evaluation.macro, evaluation.interval
    lines = [
        f"{evaluation.documents} dokumenter, {evaluation.passages} passager",
        f"Felter   macro-F1 {macro['fields']:.3f}  (95 %: {low:.3f}-{high:.3f})",
        f"Ingen    F1 {evaluation.none:.3f}",
        f"Niveauer macro-F1 {macro['levels']:.3f}   Mærker macro-F1 {macro['marks']:.3f}",
        f"Præcis de rette felter: {evaluation.exact:.1%}",
        f"Kalibreringsfejl: {evaluation.calibration_error:.3f}",
        "",
        f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'antal':>8}",
    ]
    lines += [
        _line(measure, (names or {}).get(measure.label, measure.label)) for measure in evaluation.measures
    ]
    return "\n".join([*lines, "", *_matrix(evaluation.confusion)])


def _line(measure: Measure, name: str) -> str:
    return f"{name:26}{measure.precision:7.3f}{measure.recall:7.3f}{measure.f1:7.3f}{measure.count:8}"


def _matrix(table: Sequence[Sequence[int]]) -> list[str]:
    names = (*FIELDS, NONE_NAME)
    head = f"{'givet / fundet':26}" + "".join(f"{name[:8]:>10}" for name in names)
    return [
        head,
        *(f"{name:26}" + "".join(f"{n:10}" for n in row) for name, row in zip(names, table, strict=True)),
    ]
