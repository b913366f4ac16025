"""A plan in the method's form: every passage in one slot, with its place in the source."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.document import Metadata, Place
from models.labels import LabelledPassage, Labels
from reports.audit import AuditedDocument, AuditedPlan
from reports.structure_slots import REST, Slot, own_metadata, own_slot, slots, slots_by_id

DOUBTFUL_BELOW = 0.6  # certainty of the fields under which a person should look
FOLLOW_FROM = 0.7  # sureness of a column from which its unsure passages follow it
BY_CONTENT = "indhold"  # a column whose pieces each go where their own words lead
MASTER = "stamdata."


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage in its slot: the source's own words, where they stood, and how sure the slot is."""

    text: str
    slot: str
    heading: tuple[str, ...]
    place: Place
    certainty: float
    also: tuple[str, ...] = ()  # other fields that it could belong to
    forms: tuple[str, ...] = ()  # ids of learning forms named in it
    terms: tuple[tuple[str, str], ...] = ()  # kind (dato, varighed, person) and the words

    @property
    def doubtful(self) -> bool:
        """Whether a person should look: unsure, or readable in two ways."""
        return bool(self.also) or self.certainty < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class StructuredPlan:
    """One plan in the method's form; pieces in reading order, metadata as found."""

    id: str
    document: str
    title: str
    metadata: Metadata
    pieces: tuple[Piece, ...]

    def of(self, slot: str) -> tuple[Piece, ...]:
        """The pieces of a slot, in reading order."""
        return tuple(piece for piece in self.pieces if piece.slot == slot)

    def empty_slots(self) -> tuple[Slot, ...]:
        """The slots of the five fields in which nothing stands."""
        filled = {piece.slot for piece in self.pieces}
        return tuple(slot for slot in slots() if slot.field and slot.id not in filled)


@dataclass(frozen=True, slots=True)
class Column:
    """A column or label of a document: where its passages go, and how sure that is."""

    document: str
    name: str
    count: int
    target: str  # a field, a slot, REST, BY_CONTENT or stamdata.<attribute>
    sureness: float  # share of the evidence that speaks for the target
    example: str = ""
    fixed: bool = False  # by a person


@dataclass(frozen=True, slots=True)
class Beside:
    """A text of the source that is in no slot: master data, heading, outside the plans, or left out."""

    text: str
    place: Place
    kind: str  # stamdata, heading, outside, no_plan, or a reason of extractors.document.LeftOut


@dataclass(frozen=True, slots=True)
class StructuredDocument:
    """One file of the source and everything that became of it."""

    document: AuditedDocument
    plans: tuple[StructuredPlan, ...]
    columns: tuple[Column, ...]
    beside: tuple[Beside, ...]


def structure(plan: AuditedPlan, columns: Mapping[str, Column] | None = None) -> StructuredPlan:
    """The plan in the method's form; `columns` has by key where columns and labels go."""
    columns = columns or {}
    metadata, used = _mapped_metadata(plan, columns)
    pieces = tuple(
        _piece(each, columns.get(key_of(each.passage.heading)))
        for number, each in enumerate(plan.passages)
        if number not in used and not is_metadata(each, metadata)
    )
    return StructuredPlan(plan.id, plan.document, plan.title, metadata, pieces)


def _mapped_metadata(plan: AuditedPlan, columns: Mapping[str, Column]) -> tuple[Metadata, frozenset[int]]:
    """The master data, with what a person has said that columns hold; and the passages that are it."""
    metadata, used = plan.metadata, dict[str, int]()
    for number, each in enumerate(plan.passages):
        column = columns.get(key_of(each.passage.heading))
        key = column.target.removeprefix(MASTER) if column and column.target.startswith(MASTER) else ""
        if key and key not in used:
            metadata = replace(metadata, **{key: each.passage.text})
            used[key] = number
    return metadata, frozenset(used.values())


def is_metadata(each: LabelledPassage, metadata: Metadata) -> bool:
    """Whether the passage is only the value of a piece of master data, under a label of its own."""
    if own_metadata(each.passage):
        return True
    values = (metadata.workplace, metadata.owner, metadata.leader, metadata.date)
    under_label = bool(each.passage.heading) and not each.labels.fields
    return under_label and each.passage.text.strip() in {value for value in values if value}


def _piece(each: LabelledPassage, column: Column | None) -> Piece:
    passage, labels = each.passage, each.labels
    slot, certainty, also = _placed(each, column)
    forms = tuple(dict.fromkeys(term.id for term in labels.terms if term.kind == "laeringsform"))
    terms = tuple(
        (term.kind, passage.text[term.start : term.end])
        for term in labels.terms
        if term.kind in ("dato", "varighed", "person")
    )
    return Piece(passage.text, slot, passage.heading, passage.place, certainty, also, forms, terms)


def _placed(each: LabelledPassage, column: Column | None) -> tuple[str, float, tuple[str, ...]]:
    """Slot, certainty, other fields: a sure passage keeps its own field, an unsure one follows its column."""
    labels, own = each.labels, own_slot(each.passage)
    if own is not None:
        return own.id, 1.0, ()
    others = tuple(label.id for label in labels.fields[1:])
    if column is not None and column.target != BY_CONTENT and not column.target.startswith(MASTER):
        if column.fixed:
            return fixed_slot(column.target, labels), 1.0, ()
        if labels.certainty < DOUBTFUL_BELOW and column.sureness >= FOLLOW_FROM:
            first = tuple(label.id for label in labels.fields[:1] if label.id != column.target)
            return fixed_slot(column.target, labels), column.sureness, first + others
    return slot_for(labels), labels.certainty, others


def key_of(heading: Sequence[str]) -> str:
    """What a column or label is known by: its innermost heading, in lower case, white space folded."""
    return re.sub(r"\s+", " ", heading[-1]).strip(" :").casefold() if heading else ""


def slot_for(labels: Labels) -> str:
    """The slot that the surest field and its surest mark or level lead to."""
    return within(labels.fields[0].id, labels) if labels.fields else REST


def fixed_slot(target: str, labels: Labels) -> str:
    """A slot for a mapped column: the slot named, or within the field named the one the labels lead to."""
    return target if target in slots_by_id() else within(target, labels)


def within(field: str, labels: Labels) -> str:
    """The slot of a field for these labels; the field's slot for the rest where no label leads further."""
    own = [slot for slot in slots() if slot.field == field]
    by_label = {slot.label: slot.id for slot in own if slot.label}
    for label in sorted((*labels.levels, *labels.marks), key=lambda label: -label.score):
        if label.id in by_label:
            return by_label[label.id]
    return next((slot.id for slot in own if not slot.label), own[0].id)
