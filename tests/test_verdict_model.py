"""The learned strengths: what is read at run time is what was fitted, and more never counts for less."""

from importlib.resources import files

import numpy as np
import pytest
from verdict_plans import corpus_plans, plan

from reports.audit import VERDICTS
from reports.criteria import load_criteria
from reports.verdict_features import features
from reports.verdict_model import calibrated, chances, heads, load_weights, place_of, relevance
from reports.verdict_rules import grades
from reports.verdict_signs import read_signs
from reports.verdict_whole import LEVELS


def test_strengths_are_the_weighted_features() -> None:
    weights = load_weights()
    for gold in corpus_plans()[:25]:
        signs = read_signs(gold.passages)
        found = weights.strengths(signs).reshape(len(signs), -1)
        for row, sign in zip(found, signs, strict=True):
            known = [(weights.rows[name], value) for name, value in features(sign) if name in weights.rows]
            expected = weights.bias + sum(value * weights.table[at] for at, value in known)
            assert row == pytest.approx(expected, abs=1e-3)


def test_heads_are_those_of_the_weights() -> None:
    assert load_weights().heads == tuple(head.id for head in heads())
    assert heads()[-1].id == f"traeningsbane.match.{LEVELS[-1]}"
    assert files("reports").joinpath("verdicts.npz").stat().st_size < 1_500_000  # type: ignore[attr-defined]


def test_chances_are_ordered_and_confidence_rises_with_them() -> None:
    for gold in corpus_plans()[:25]:
        told = chances(read_signs(gold.passages), [{} for _ in heads()[: -len(LEVELS)]])
        assert (told.full <= told.least).all()
        assert ((told.least >= 0) & (told.least <= 1)).all()
    for criterion in load_criteria():
        steps = [calibrated(criterion.id, "delvist", chance) for chance in np.linspace(0, 1, 11)]
        assert steps == sorted(steps)
        assert 0 < steps[0] < steps[-1] < 1


def test_every_verdict_has_its_own_shift_of_confidence() -> None:
    places = [place_of(criterion.id, verdict) for criterion in load_criteria() for verdict in VERDICTS]
    assert places == list(range(len(load_weights().confidence) - 1))


def test_a_declared_absence_counts_for_little() -> None:
    signs = read_signs(plan("{hverdag stoette} Hvem man kan gå til, er ikke aftalt"))
    own = [head.id for head in heads()].index("hverdag.stoette")
    from reports.criteria import criteria_by_id

    graded = [grades(criteria_by_id()[head.id], signs) for head in heads()[: -len(LEVELS)]]
    assert relevance(signs, graded)[0, own] < 0.5
    assert relevance(signs, [{}] * len(graded))[0, own] == 1
