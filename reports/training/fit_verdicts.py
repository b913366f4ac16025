"""Fits the learned part of the verdicts: python -m reports.training.fit_verdicts CORPUS [PREDICTED].

By L-BFGS: one model for all criteria together, then each criterion drawn towards it. PREDICTED holds the same
plans with labels of a model that never saw them (models/training/write_oof.py); weights are fitted on both.
What the rest of a plan tells (fit_rest) is fitted on the out-of-fold strengths (folds by author), and
confidence is calibrated on the out-of-fold verdicts of the last folder given.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from reports.training.fit_confidence import decided, fit_confidence, told_of
from reports.training.fit_rest import fit_rest, folds
from reports.training.plans import GoldPlan, read_plans
from reports.verdict_features import features
from reports.verdict_model import (
    MATCH,
    NORM,
    heads,
    of_pooled,
    own_criteria,
    relevance,
)
from reports.verdict_rest import moved, of_other_fields, view
from reports.verdict_rules import Grade, grades
from reports.verdict_signs import Sign, read_signs
from reports.verdict_whole import LEVELS, match

HELD_OUT = frozenset(("t8", "t18", "t26", "t32"))
LEAST = 5  # passages a feature must occur in
SHARED, OWN = 2.0, 1.0  # pull of the shared weights to zero, and of a criterion's own to the shared
STEPS, OWN_STEPS = 18, 10  # of L-BFGS
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Bags:
    """Plans as bags of passages: features, relevance by head, and what is wanted (-1 unknown, 0, 1, 2)."""

    matrix: sparse.csr_matrix
    plan: NDArray[np.int64]
    relevance: Array
    wanted: NDArray[np.int8]  # plan x head
    authors: NDArray[np.str_]
    signs: tuple[tuple[Sign, ...], ...]  # by plan
    graded: tuple[list[dict[int, Grade]], ...]  # by plan


def wanted_of(plan: GoldPlan, signs: Sequence[Sign]) -> list[int]:
    """The target of each head: 0 not met, 1 in part, 2 met; for levels of match whether they are served."""
    worth = {"opfyldt": 2, "delvist": 1, "mangler": 0, "ikke_relevant": 0}
    own = [worth[plan.verdicts[head.id]] for head in heads() if not head.id.startswith(f"{MATCH}.")]
    return own + served_of(plan, signs)


def served_of(plan: GoldPlan, signs: Sequence[Sign]) -> list[int]:
    """Which levels the gold verdict on match says are served; where it leaves that open, the rule says."""
    held = match(plan.verdicts, signs)  # type: ignore[arg-type]
    verdict = plan.verdicts[MATCH]
    ruled = {level: 2 if level in held.served else 0 for level in LEVELS}
    if verdict == "delvist" and set(held.wanted) == set(held.served):
        ruled["rolle"] = 0
    if verdict in ("opfyldt", "mangler"):
        ruled = dict.fromkeys(LEVELS, 2 if verdict == "opfyldt" else 0)
    known = [level in held.wanted and verdict != "ikke_relevant" for level in LEVELS]
    return [ruled[level] if is_known else -1 for level, is_known in zip(LEVELS, known, strict=True)]


def gather(plans: Sequence[GoldPlan]) -> tuple[Bags, dict[str, int]]:
    """The plans as bags, and the rows of the features."""
    signs = tuple(read_signs(plan.passages) for plan in plans)
    graded = tuple(graded_of(plan) for plan in signs)
    rows = vocabulary(signs)
    wanted: dict[str, list[int]] = {}
    for plan, own in zip(plans, signs, strict=True):
        wanted.setdefault(plan.name, wanted_of(plan, own))  # by the first folder's labels: gold
    found = [features(sign) for plan in signs for sign in plan]
    pointer = np.cumsum([0] + [sum(name in rows for name, _ in passage) for passage in found])
    known = [(rows[name], value) for passage in found for name, value in passage if name in rows]
    columns, values = np.array([k[0] for k in known], np.int32), np.array([k[1] for k in known], np.float32)
    bags = Bags(
        sparse.csr_matrix((values, columns, pointer), shape=(len(found), len(rows) + 1)),
        np.repeat(np.arange(len(plans)), [len(plan) for plan in signs]),
        np.concatenate([relevance(*own) for own in zip(signs, graded, strict=True)]).astype(np.float64),
        np.array([wanted[plan.name] for plan in plans], np.int8),
        np.array([plan.author for plan in plans]),
        signs,
        graded,
    )
    return bags, rows


def vocabulary(plans: Sequence[Sequence[Sign]]) -> dict[str, int]:
    """Features that occur in enough passages, by row; row 0 is left empty."""
    counts: Counter[str] = Counter()
    for plan in plans:
        for sign in plan:
            counts.update({name for name, _ in features(sign)})
    return {name: row + 1 for row, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}


def fit_bags(  # noqa: PLR0917
    matrix: sparse.csr_matrix,
    bag: NDArray[np.int64],
    weight: Array,
    positive: NDArray[np.bool_],
    pull: float,
    start: Array,
    steps: int,
) -> Array:
    """Weights and bias (last) that make the chances fit; drawn towards start with the given pull."""
    transposed = matrix.T.tocsr()

    def loss(theta: Array) -> tuple[float, Array]:
        strength = matrix @ theta[:-1] + theta[-1]
        share = weight * np.logaddexp(0, strength)
        pooled = (np.bincount(bag, share**NORM, len(positive)) + 1e-9) ** (1 / NORM)
        miss = np.exp(-pooled)
        chance = np.clip(1 - miss, 1e-9, 1)
        off = theta - start
        off[-1] = 0
        slope = np.where(positive, -miss / chance, 1.0)[bag] * (share / pooled[bag]) ** (NORM - 1)
        slope = slope * weight / (1 + np.exp(-strength))
        gradient = np.append(transposed @ slope, slope.sum()) + pull * off
        return float(np.where(positive, -np.log(chance), pooled).sum() + pull / 2 * off @ off), gradient

    return np.asarray(
        minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x, dtype=np.float64
    )


def fit_strengths(bags: Bags, train: NDArray[np.bool_]) -> tuple[Array, Array]:
    """(features x head x 2, head x 2): weights and biases of all heads, fitted on some plans."""
    count = len(heads())
    table, bias = np.zeros((bags.matrix.shape[1], count, 2)), np.zeros((count, 2))
    for step in (0, 1):
        shared = _fit_shared(bags, train, step)
        for head in range(count):
            rows, plans, positive = _cut(bags, train, head, step)
            start = np.append(
                shared[: bags.matrix.shape[1]], shared[-1] + shared[bags.matrix.shape[1] + head]
            )
            own = fit_bags(
                bags.matrix[rows], plans, bags.relevance[rows, head], positive, OWN, start, OWN_STEPS
            )
            table[:, head, step], bias[head, step] = own[:-1], own[-1]
    return table, bias


def _fit_shared(bags: Bags, train: NDArray[np.bool_], step: int) -> Array:
    """One model for all heads, with a bias for each among its features."""
    cuts = [_cut(bags, train, head, step) for head in range(len(heads()))]
    rows = np.concatenate([cut[0] for cut in cuts])
    head = np.repeat(np.arange(len(cuts)), [len(cut[0]) for cut in cuts])
    starts = np.cumsum([0] + [len(cut[2]) for cut in cuts])
    bag = np.concatenate([cut[1] + starts[k] for k, cut in enumerate(cuts)])
    own = sparse.csr_matrix((np.ones(len(head)), (np.arange(len(head)), head)), shape=(len(head), len(cuts)))
    matrix = sparse.hstack([bags.matrix[rows], own]).tocsr()
    start = np.zeros(matrix.shape[1] + 1)
    start[-1] = -0.5
    positive = np.concatenate([cut[2] for cut in cuts])
    return fit_bags(matrix, bag, bags.relevance[rows, head], positive, SHARED, start, STEPS)


def _cut(
    bags: Bags, train: NDArray[np.bool_], head: int, step: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """A head's passages in the training plans, their plan's number among those, and whether it is met."""
    used = train & (bags.wanted[:, head] >= 0)
    number = np.cumsum(used) - 1
    rows = np.flatnonzero(used[bags.plan] & (bags.relevance[:, head] > 0))
    return rows, number[bags.plan[rows]], bags.wanted[used, head] > step


def pooled_of(bags: Bags, table: Array, bias: Array) -> Array:
    """Pooled strengths: plan x head x 2."""
    out = np.zeros((len(bags.authors), *bias.shape))
    for head in range(bias.shape[0]):
        strength = bags.matrix @ table[:, head] + bias[head]
        share = bags.relevance[:, head, None] * np.logaddexp(0, strength)
        np.add.at(out[:, head], bags.plan, share**NORM)
    return np.asarray(out ** (1 / NORM), dtype=np.float64)


def out_of_fold(bags: Bags) -> Array:
    """Pooled strengths of all plans, each from weights that never saw its author."""
    out = np.zeros((len(bags.authors), len(heads()), 2))
    for fold, left_out in enumerate(folds(bags.authors)):
        part = pooled_of(bags, *fit_strengths(bags, ~left_out))
        out[left_out] = part[left_out]
        print(f"fold {fold + 1}", flush=True)
    return out


def fit_on_rest(bags: Bags, chance: Array) -> tuple[Array, Array]:
    """What the rest of a plan tells: weights, and each plan's moved chances by weights that never saw it."""
    parts = zip(chance, bags.graded, bags.signs, strict=True)
    seen = np.stack([view(*part) for part in parts]).astype(np.float64)
    count = seen.shape[1]
    told = np.zeros((len(chance), count), bool)
    np.logical_or.at(told, bags.plan, bags.relevance[:, :count] > 0)
    others = of_other_fields([c.id for c in own_criteria()], [head.id for head in heads()])
    own = np.zeros((len(chance), count, 2))
    for left_out in folds(bags.authors):
        weights = fit_rest(seen[~left_out], bags.wanted[~left_out, :count], told[~left_out], others)
        for plan in np.flatnonzero(left_out):
            own[plan] = moved(weights, chance[plan], seen[plan])
    return fit_rest(seen, bags.wanted[:, :count], told, others), own


def graded_of(signs: Sequence[Sign]) -> list[dict[int, Grade]]:
    """The rules' grades for every criterion that stands by itself."""
    return [grades(c, signs) for c in own_criteria()]


def save(  # noqa: PLR0917
    path: Path, rows: dict[str, int], table: Array, bias: Array, rest: Array, confidence: Array
) -> None:
    """Write the weights, small integers with a scale for each head; features of no weight are left out."""
    flat = table.reshape(len(table), -1)
    scale = np.abs(flat).max(axis=0) / 127
    small = np.rint(flat / scale).astype(np.int8)
    kept = [row for row in range(1, len(flat)) if np.abs(small[row]).max() >= 2]
    by_row = {row: name for name, row in rows.items()}
    names = "\n".join(["", *(by_row[row] for row in kept)])
    np.savez_compressed(
        path,
        names=np.frombuffer(names.encode(), np.uint8),
        heads=np.frombuffer("\n".join(head.id for head in heads()).encode(), np.uint8),
        table=small[[0, *kept]],
        scale=scale.astype(np.float32),
        bias=bias.reshape(-1).astype(np.float32),
        rest=rest.astype(np.float32),
        confidence=confidence.astype(np.float32),
    )


def main() -> None:
    """Fit on all authors but the held-out ones, with gold labels and, where given, predicted labels too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("reports/verdicts.npz"))
    given = parser.parse_args()
    folders = [[p for p in read_plans(folder) if p.author not in HELD_OUT] for folder in given.corpora]
    plans = [plan for folder in folders for plan in folder]
    bags, rows = gather(plans)
    pooled = out_of_fold(bags)
    chance = np.array([of_pooled(own) for own in pooled])
    rest, own = fit_on_rest(bags, chance)
    decisions = [decided(*parts) for parts in zip(bags.signs, bags.graded, chance, own, strict=True)]
    ends = np.cumsum([len(folder) for folder in folders])
    for name, folder, end in zip(given.corpora, folders, ends, strict=True):
        part = slice(end - len(folder), end)
        print(f"{name}: {told_of(plans[part], decisions[part])}")
    confidence = fit_confidence(plans[part], decisions[part])
    weights = fit_strengths(bags, np.ones(len(plans), bool))
    save(given.out, rows, *weights, rest, confidence)


if __name__ == "__main__":
    main()
