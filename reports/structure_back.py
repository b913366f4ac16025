"""Labels of a plan that stands in our own form: what a slot holds is what the slot is for."""

from collections.abc import Iterable
from dataclasses import replace

from models.labels import Label, LabelledPassage, Labels
from models.method import load_method
from reports.structure_slots import own_metadata, own_slot


def read_back(passages: Iterable[LabelledPassage]) -> tuple[LabelledPassage, ...]:
    """Passages of our own form get the labels of the slot they stand in; others keep those of the model."""
    return tuple(_fixed(each) for each in passages)


def _fixed(each: LabelledPassage) -> LabelledPassage:
    slot, kept = own_slot(each.passage), each.labels
    if slot is None:
        return replace(each, labels=Labels(terms=kept.terms)) if own_metadata(each.passage) else each
    if not slot.field:
        return replace(each, labels=Labels(terms=kept.terms))
    sure = (Label(slot.label, 1.0),) if slot.label else ()
    goal = slot.field == "laeringsmaal"
    levels = _merged(sure if goal else (), kept.levels if goal else ())
    allowed = {
        mark.id for mark in load_method().marks if mark.field == slot.field or mark.kind == "ansvarstrin"
    }
    marks = _merged(() if goal else sure, tuple(mark for mark in kept.marks if mark.id in allowed))
    return replace(each, labels=Labels((Label(slot.field, 1.0),), levels, marks, kept.terms))


def _merged(first: tuple[Label, ...], rest: tuple[Label, ...]) -> tuple[Label, ...]:
    named = {label.id for label in first}
    return (*first, *(label for label in rest if label.id not in named))
