"""The marked-up sentences: at least twelve a criterion, and most of them are judged as a reader would."""

from collections import Counter, defaultdict

import pytest
from verdict_plans import cases, plan

from reports.criteria import load_criteria
from reports.judge import judge

LEAST_RIGHT, LEAST_RIGHT_OF_ONE = 0.90, 0.65


def _told(criterion: str, text: str, names: str) -> str:
    return next(f.verdict for f in judge(plan(text, names)).findings if f.criterion == criterion)


def test_each_criterion_has_enough_sentences() -> None:
    counts = Counter(criterion for criterion, *_ in cases())
    assert set(counts) == {criterion.id for criterion in load_criteria()}
    assert min(counts.values()) >= 12
    kinds = defaultdict(set)
    for criterion, verdict, *_ in cases():
        kinds[criterion].add(verdict)
    assert all({"opfyldt", "delvist", "mangler"} <= found for found in kinds.values())


def test_most_sentences_are_judged_right() -> None:
    wrong = [
        (criterion, expected, told, text)
        for criterion, expected, names, text in cases()
        if (told := _told(criterion, text, names)) != expected
    ]
    assert 1 - len(wrong) / len(cases()) >= LEAST_RIGHT, wrong


@pytest.mark.parametrize("criterion", [criterion.id for criterion in load_criteria()])
def test_no_criterion_falls_behind(criterion: str) -> None:
    own = [(expected, names, text) for id, expected, names, text in cases() if id == criterion]
    wrong = [(e, told, t) for e, names, t in own if (told := _told(criterion, t, names)) != e]
    assert 1 - len(wrong) / len(own) >= LEAST_RIGHT_OF_ONE, wrong


def test_a_sentence_that_meets_a_criterion_is_never_called_missing() -> None:
    missed = [
        (criterion, text)
        for criterion, expected, names, text in cases()
        if expected == "opfyldt" and _told(criterion, text, names) == "mangler"
    ]
    assert not missed
