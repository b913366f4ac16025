"""Where columns and labels go: the evidence of heading and contents over all passages under them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from models.labels import LabelledPassage, Labels
from reports.audit import AuditedPlan
from reports.structure import BY_CONTENT, Column, is_metadata, key_of
from reports.structure_slots import REST, field_names, own_slot

MIXED_BELOW = 0.45  # share of the evidence under which a column of some length holds no one field
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
    target, share = target_of([each.labels for each in passages])
    if decided and decided[0] != target:
        target, share = decided[0], 1.0
    return Column(document, name, len(passages), target, share, example)


def target_of(labels: Sequence[Labels]) -> tuple[str, float]:
    """The field (or REST) that most of the evidence speaks for, and its share."""
    evidence: Counter[str] = Counter()
    for each in labels:
        evidence.update(_evidence(each))
    target, weight = max(sorted(evidence.items()), key=lambda pair: pair[1])
    share = weight / (evidence.total() or 1.0)
    return (BY_CONTENT if len(labels) >= SOME and share < MIXED_BELOW else target), share


def _evidence(labels: Labels) -> dict[str, float]:
    """What one passage says: half by what is asserted and how surely, half by all probabilities."""
    chances = {label.id: label.score for label in (*labels.fields, *labels.likely)}
    fields = {id: chances.get(id, 0.0) for id in field_names()}
    rest = 0.0 if labels.fields else 1.0 - max(fields.values())
    own = labels.fields[0].id if labels.fields else REST
    found = {id: chance / 2 for id, chance in (*fields.items(), (REST, rest)) if chance}
    found[own] = found.get(own, 0.0) + labels.certainty**2 / 2
    return found
