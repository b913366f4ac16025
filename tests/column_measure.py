"""Measures where columns and labels go, with the model, against the fields that readers gave the passages."""

from collections import Counter
from typing import Any

from extractors.document import Reading
from models.classifier import Classifier
from pipeline.analysis import label_plans, plan_id
from reports.audit import AuditedPlan, Judgement
from reports.mapping import columns_of
from reports.structure import BY_CONTENT
from reports.training.fit_headings import columns_in

SURE = 0.95
MIXED = 0.6  # share of the commonest field under which "by content" is right as well


class Columns:
    """Counts columns that were mapped right."""

    def __init__(self) -> None:
        """With the shipped model."""
        self.classifier = Classifier.load()
        self.counts: Counter[str] = Counter()

    def add(self, document: dict[str, Any], reading: Reading) -> None:
        """Counts the columns of one file."""
        gold = columns_in(document)
        labelled = label_plans(reading.plans, self.classifier)
        plans = [
            AuditedPlan(plan_id("a", n), "a", plan.title, plan.metadata, passages, Judgement((), 0))
            for n, (plan, passages) in enumerate(zip(reading.plans, labelled, strict=True))
        ]
        found = columns_of("a", plans, {})
        for key, fields in gold.items():
            if key in found:
                right = is_right(found[key].target, fields)
                sure = found[key].sureness >= SURE
                self.counts.update(columns=1, right=right, sure=sure, sure_right=right and sure)

    def __str__(self) -> str:
        """The figures in a line."""
        c = self.counts
        sure = c["sure_right"] / max(1, c["sure"])
        return (
            f"columns: {c['columns']}, right {c['right'] / max(1, c['columns']):.1%}; sure from {SURE:.0%}: "
            f"{c['sure'] / max(1, c['columns']):.1%} of them, right {sure:.1%}"
        )


def is_right(target: str, fields: Counter[str]) -> bool:
    """Whether the target is the field of most passages, or by content where no field has most of them."""
    most, total = max(fields.values()), fields.total()
    if target == BY_CONTENT:
        return total >= 3 and most < MIXED * total
    return fields[target] >= most - 1e-9
