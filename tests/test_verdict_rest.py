"""What the rest of the plan tells of a criterion: chances move within bounds; more never counts for less."""

from collections.abc import Sequence

import numpy as np
import pytest
from verdict_plans import corpus_plans, plan

from reports.training.plans import GoldPlan
from reports.verdict_model import NORM, heads, load_weights, of_pooled, own_criteria, relevance, softplus
from reports.verdict_rest import (
    MOST_LOWERED,
    MOST_MOVED,
    Floats,
    backed,
    moved,
    of_other_fields,
    view,
)
from reports.verdict_rules import grades
from reports.verdict_signs import Sign, read_signs


def _seen(signs: Sequence[Sign]) -> tuple[Floats, Floats]:
    """The heads' chances of a plan, and what is weighed of each criterion."""
    graded = [grades(criterion, signs) for criterion in own_criteria()]
    share = relevance(signs, graded)[:, :, None] * softplus(load_weights().strengths(signs))
    chance = of_pooled((share**NORM).sum(axis=0) ** (1 / NORM))
    return chance, view(chance, graded, signs)


def _moved(gold: GoldPlan) -> tuple[Floats, Floats, Floats]:
    chance, seen = _seen(read_signs(gold.passages))
    return chance[: len(seen)], seen, moved(load_weights().rest, chance, seen)


def test_weights_fit_the_inputs_and_are_never_below_zero() -> None:
    rest = load_weights().rest
    _, seen = _seen(read_signs(plan("{opgave} Nattevagten måler blodtryk på nyindlagte patienter")))
    assert rest.shape == (len(own_criteria()), 2, seen.shape[1] + 1)
    assert (rest[..., :-1] >= 0).all()
    assert np.isfinite(rest).all()


def test_no_chance_is_moved_beyond_the_bounds() -> None:
    for gold in corpus_plans()[:40]:
        own, seen, told = _moved(gold)
        assert (np.abs(told - own) <= MOST_MOVED + 1e-6).all()
        most = np.where(backed(seen), MOST_LOWERED, MOST_MOVED)
        assert (own - told <= most + 1e-6).all()


def test_one_more_passage_lowers_no_chance() -> None:
    for gold in corpus_plans()[:40]:
        signs = read_signs(gold.passages)
        fewer, whole = _seen(signs[1:]), _seen(signs)
        before, after = (moved(load_weights().rest, *part) for part in (fewer, whole))
        assert (after >= before - 1e-5).all(), gold.name


def test_a_concrete_plan_lifts_a_doubtful_criterion() -> None:
    doubtful = "{traeningsbane} Ressourcer til det findes"
    rich = (
        "{opgave selvstaendigt} Når en borger falder, vurderer nattevagten selv, om der skal ringes 112"
        " // {hverdag stoette} Lene er ressourceperson og går med hver onsdag resten af året"
        " // {traeningsbane afproevning} Øver løft med dukken tre gange i uge 12, Lene ser på"
    )
    alone, together = (_seen(read_signs(plan(text))) for text in (doubtful, f"{doubtful} // {rich}"))
    own = [criterion.id for criterion in own_criteria()].index("traeningsbane.tilrettelaeggelse")
    before, after = (moved(load_weights().rest, *part)[own] for part in (alone, together))
    assert (after > before).all()


@pytest.mark.parametrize("criterion", ["opgave.ansvar", "hverdag.stoette"])
def test_inputs_of_other_fields_are_told_apart(criterion: str) -> None:
    ids = [c.id for c in own_criteria()]
    others = of_other_fields(ids, [head.id for head in heads()])
    assert others.shape == (len(ids), load_weights().rest.shape[2] - 1)
    field = criterion.partition(".")[0]
    of_field = 2 * sum(head.id.startswith(field) for head in heads()) + 1
    assert (~others[ids.index(criterion)]).sum() == 4 + of_field
