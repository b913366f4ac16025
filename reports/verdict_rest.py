"""What the rest of the plan tells of a criterion: a criterion's own chances are moved by those of the others.

A criterion's own passages decide; where they leave a doubt, a plan that is concrete elsewhere is likelier
to be so here. All weights are at least zero, so one more passage never lowers a chance. No chance is moved by
more than MOST_MOVED, nor lowered by more than MOST_LOWERED where the rules call a passage half or full, so
that a single good sentence still counts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.method import load_method
from reports.verdict_rules import Grade
from reports.verdict_signs import Sign

Floats = NDArray[np.float32]
Reals = NDArray[np.floating[Any]]
MOST_MOVED = 0.25
# the chance of at least delvist where a passage is half or full, and of opfyldt where one is full
MOST_LOWERED = (0.1, 0.08)
ODDS = (-3.0, 4.0)  # bounds of the log-odds
COUNTED = (Grade.HALF, Grade.FULL)
COUNTS_AT = slice(2, 4)  # place of their numbers among the inputs


def view(chance: Reals, graded: Sequence[Mapping[int, Grade]], signs: Sequence[Sign]) -> Floats:
    """What is weighed of each criterion that stands by itself; criterion x input.

    Its own log-odds, how many of its passages the rules call half and full, the chances of all heads
    (head x 2), and how much the plan says in each field.
    """
    own = chance[: len(graded)].astype(np.float64)
    odds = np.clip(np.log(np.maximum(own, 1e-9) / np.maximum(1 - own, 1e-9)), *ODDS)
    counts = np.array(
        [[list(of_one.values()).count(g) for g in COUNTED] for of_one in graded], dtype=np.float64
    )
    fields = [sum(sign.scores.get(field.id, 0.0) for sign in signs) for field in load_method().fields]
    shared = np.concatenate([chance.reshape(-1), np.log1p(fields)])
    alike = np.broadcast_to(shared, (len(graded), len(shared)))
    return np.concatenate([odds, np.log1p(counts), alike], axis=1).astype(np.float32)


def of_other_fields(own: Sequence[str], heads: Sequence[str]) -> NDArray[np.bool_]:
    """Which inputs speak of other fields than the criterion's, criterion x input; by ids."""
    fields = [field.id for field in load_method().fields]
    of_inputs = [None] * (2 + len(COUNTED)) + [head.split(".")[0] for head in heads for _ in (0, 1)] + fields
    return np.array([[it not in (None, id.split(".")[0]) for it in of_inputs] for id in own])


def backed(seen: Reals) -> NDArray[np.bool_]:
    """Whether the rules call a passage at least half, and full; criterion x 2."""
    counts = seen[:, COUNTS_AT] > 0
    return np.stack([counts.any(axis=1), counts[:, 1]], axis=1)


def moved(weights: Reals, chance: Reals, seen: Reals) -> Floats:
    """The chances of the criteria that stand by themselves, criterion x 2; weights have the bias last."""
    own = chance[: len(seen)]
    line = np.einsum("cf,csf->cs", seen, weights[..., :-1]) + weights[..., -1]
    lowered = np.where(backed(seen), MOST_LOWERED, MOST_MOVED)
    return np.asarray(np.clip(1 / (1 + np.exp(-line)), own - lowered, own + MOST_MOVED), dtype=np.float32)
