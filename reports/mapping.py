"""Where columns and labels go: the evidence of heading and contents over all passages under them."""

from collections.abc import Mapping, Sequence

import numpy as np

from models.labels import LabelledPassage, Labels
from reports.audit import AuditedPlan
from reports.heading_evidence import TARGETS, heading_shares
from reports.structure import BY_CONTENT, Column, is_metadata, key_of
from reports.structure_slots import own_slot

HEADING, TOGETHER = 0.5, 0.25  # weights of the heading, and of all passages agreeing, beside the mean
LEAST = 0.01  # chance below which differences say nothing
MIXED_BELOW = 0.3  # mean chance under which a column of some length holds no one field
SOME = 3  # passages from which a column can be mixed
EXAMPLE_LENGTH = 80

Fixed = Mapping[
    tuple[str, str], tuple[str, bool]
]  # (document or "", key) → target; whether a person chose it


def columns_of(document: str, plans: Sequence[AuditedPlan], fixed: Fixed) -> dict[str, Column]:
    """The columns and labels of one document by key; a person's decision wins."""
    found: dict[str, list[LabelledPassage]] = {}
    for plan in plans:
        for each in plan.passages:
            key = key_of(each.passage.heading)
            master = (
                (document, key) not in fixed and ("", key) not in fixed and is_metadata(each, plan.metadata)
            )
            if key and not master and own_slot(each.passage) is None:
                found.setdefault(key, []).append(each)
    return {key: _column(document, key, passages, fixed) for key, passages in found.items()}


def _column(document: str, key: str, passages: Sequence[LabelledPassage], fixed: Fixed) -> Column:
    name = passages[0].passage.heading[-1]
    example = " ".join(passages[0].passage.text.split())[:EXAMPLE_LENGTH]
    decided = fixed.get((document, key)) or fixed.get(("", key))
    if decided and decided[1]:
        return Column(document, name, len(passages), decided[0], 1.0, example, fixed=True)
    target, share = target_of([each.labels for each in passages], key)
    if decided and decided[0] != target:
        target, share = decided[0], 1.0
    return Column(document, name, len(passages), target, share, example)


def target_of(labels: Sequence[Labels], key: str = "") -> tuple[str, float]:
    """The field (or REST) that heading and contents together speak for, and how surely."""
    chances = np.clip([_chances(each) for each in labels], LEAST, 1.0)
    mean = chances.mean(axis=0)
    weight = np.log(mean) + TOGETHER * np.log(chances).sum(axis=0) / len(labels) ** 0.5
    weight += HEADING * np.log(np.clip(heading_shares(key), LEAST, 1.0))
    best = int(weight.argmax())
    if len(labels) >= SOME and max(mean) < MIXED_BELOW:
        return BY_CONTENT, float(max(mean))
    shares = np.exp(weight - weight.max())
    return TARGETS[best], float(shares[best] / shares.sum())


def _chances(labels: Labels) -> list[float]:
    """How likely one passage belongs to each of TARGETS."""
    scores = {label.id: label.score for label in (*labels.fields, *labels.likely)}
    found = [scores.get(id, 0.0) for id in TARGETS[:-1]]
    return [*found, 0.0 if labels.fields else 1.0 - max(found)]
