"""The measures of verdicts."""

import pytest

from reports.audit import VERDICTS, Verdict
from reports.evaluation import Pair, calibration, evaluate, gain_of_review, measure

CRITERIA = ("opgave.ansvar", "hverdag.stoette")


def _pair(gold: tuple[Verdict, Verdict], told: tuple[Verdict, Verdict]) -> Pair:
    return Pair(dict(zip(CRITERIA, gold, strict=True)), dict(zip(CRITERIA, told, strict=True)))


def test_gaps_are_missing_and_half() -> None:
    told = measure(
        [("mangler", "delvist"), ("delvist", "opfyldt"), ("opfyldt", "mangler"), ("opfyldt", "opfyldt")]
    )
    assert (told.accuracy, told.precision, told.recall, told.f1) == (0.25, 0.5, 0.5, 0.5)


def test_perfect_and_empty() -> None:
    pairs = [_pair(("mangler", "opfyldt"), ("mangler", "opfyldt"))] * 3
    found = evaluate(pairs)
    assert (found.whole.accuracy, found.whole.precision, found.whole.recall) == (1, 1, 1)
    assert found.intervals["accuracy"].low == found.intervals["accuracy"].high == 1
    assert evaluate([]).by_criterion == {}


def test_confusion_counts_every_verdict_once() -> None:
    pairs = [_pair((a, b), (b, a)) for a in VERDICTS for b in VERDICTS]
    table = evaluate(pairs).confusion
    assert sum(sum(row.values()) for row in table.values()) == len(pairs) * len(CRITERIA)
    assert table["mangler"]["delvist"] == 2


def test_intervals_hold_the_value_and_are_the_same_again() -> None:
    pairs = [
        _pair(("mangler", "opfyldt"), ("mangler", "mangler")),
        _pair(("opfyldt",) * 2, ("opfyldt",) * 2),
    ] * 5
    first, second = evaluate(pairs), evaluate(pairs)
    assert first.intervals == second.intervals
    assert all(i.low <= i.value <= i.high for i in first.intervals.values())
    assert first.intervals["accuracy"].value == pytest.approx(first.whole.accuracy)


def test_calibration_and_review() -> None:
    assert calibration([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert calibration([(1.0, False)] * 4) == pytest.approx(1)
    told = [(0.1, False)] + [(0.9, True)] * 9
    assert gain_of_review(told) == pytest.approx(0.1)
