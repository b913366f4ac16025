"""A plan in the method's form: every passage in one slot, with its place in the source."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from extractors.document import Metadata, Passage, Place
from models.labels import Label, LabelledPassage, Labels
from models.method import load_method
from reports.audit import AuditedPlan

DOUBTFUL_BELOW = 0.6  # certainty of the fields under which a person should look
REST = "oevrigt"
JOIN = " – "


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of the structured plan; label is the mark or level that leads a passage there."""

    id: str
    field: str
    name: str
    label: str | None
    criterion: str | None

    @property
    def title(self) -> str:
        """Field and slot in words, as a column header has them."""
        return f"{field_names()[self.field]}{JOIN}{self.name}" if self.field else self.name


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage in its slot: the source's own words, where they stood, and how sure the slot is."""

    text: str
    slot: str
    heading: tuple[str, ...]
    place: Place
    certainty: float
    also: tuple[str, ...] = ()  # other fields that it could belong to
    forms: tuple[str, ...] = ()  # learning forms named in it

    @property
    def doubtful(self) -> bool:
        """Whether a person should look: unsure, or readable in two ways."""
        return bool(self.also) or (self.certainty < DOUBTFUL_BELOW)


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


@cache
def _data() -> Mapping[str, list[dict[str, str]]]:
    return tomllib.loads(files("reports").joinpath("structure.toml").read_text("utf-8"))


@cache
def slots() -> tuple[Slot, ...]:
    """All slots in the order of the form; the last is for what belongs nowhere."""
    return tuple(
        Slot(
            row["id"], row["felt"], row["navn"], row.get("maerke") or row.get("niveau"), row.get("kriterium")
        )
        for row in _data()["rum"]
    )


@cache
def metadata_names() -> dict[str, str]:
    """The names of the master data, by the attribute of Metadata."""
    return {row["id"]: row["navn"] for row in _data()["stamdata"]}


@cache
def field_names() -> dict[str, str]:
    """The five fields' names."""
    return {field.id: field.name for field in load_method().fields}


def structure(plan: AuditedPlan, columns: Mapping[str, str] | None = None) -> StructuredPlan:
    """The plan in the method's form; `columns` maps keys of headings to slots or fields, as a person fixed it."""
    pieces = tuple(
        _piece(each, columns or {}) for each in plan.passages if not is_metadata(each, plan.metadata)
    )
    return StructuredPlan(plan.id, plan.document, plan.title, plan.metadata, pieces)


def is_metadata(each: LabelledPassage, metadata: Metadata) -> bool:
    """Whether the passage is only the value of a piece of master data, under a label of its own."""
    values = (metadata.workplace, metadata.owner, metadata.leader, metadata.date)
    under_label = bool(each.passage.heading) and not each.labels.fields
    return under_label and each.passage.text.strip() in {value for value in values if value}


def _piece(each: LabelledPassage, columns: Mapping[str, str]) -> Piece:
    passage, labels = each.passage, each.labels
    fixed = columns.get(key_of(passage.heading))
    if fixed is not None:
        slot, certainty, also = fixed_slot(fixed, labels), 1.0, ()
    else:
        slot, certainty = slot_for(labels), labels.certainty
        also = tuple(label.id for label in labels.fields[1:])
    forms = tuple(dict.fromkeys(term.id for term in labels.terms if term.kind == "laeringsform"))
    return Piece(passage.text, slot, passage.heading, passage.place, certainty, also, forms)


def key_of(heading: Sequence[str]) -> str:
    """What a column or label is known by: its innermost heading, in lower case, white space folded."""
    return re.sub(r"\s+", " ", heading[-1]).strip(" :").casefold() if heading else ""


def slot_for(labels: Labels) -> str:
    """The slot that the surest field and its surest mark or level lead to."""
    return within(labels.fields[0].id, labels) if labels.fields else REST


def fixed_slot(target: str, labels: Labels) -> str:
    """A slot for a fixed column: the slot named, or within the field named the one the labels lead to."""
    known = {slot.id for slot in slots()}
    return target if target in known else within(target, labels)


def within(field: str, labels: Labels) -> str:
    """The slot of a field for these labels; the field's slot for the rest where no label leads further."""
    own = [slot for slot in slots() if slot.field == field]
    by_label = {slot.label: slot.id for slot in own if slot.label}
    for label in sorted((*labels.levels, *labels.marks), key=lambda label: -label.score):
        if label.id in by_label:
            return by_label[label.id]
    return next(slot.id for slot in own if not slot.label)


def read_back(passages: Iterable[LabelledPassage]) -> tuple[LabelledPassage, ...]:
    """Passages of our own form get the labels of the slot they stand in; all others stay as they are."""
    return tuple(_fixed(each) for each in passages)


def _fixed(each: LabelledPassage) -> LabelledPassage:
    slot = own_slot(each.passage)
    if slot is None:
        return each
    kept = each.labels
    field = (Label(slot.field, 1.0),) if slot.field else ()
    sure = (Label(slot.label, 1.0),) if slot.label else ()
    level = sure if slot.field == "laeringsmaal" else ()
    marks = sure if sure and not level else ()
    steps = tuple(mark for mark in kept.marks if mark.id in _steps() and mark.id != slot.label)
    return replace(each, labels=Labels(field, level, (*marks, *steps), kept.terms, 1.0))


def own_slot(passage: Passage) -> Slot | None:
    """The slot whose heading in our own form the passage stands under; None in anybody else's document."""
    names = _own_headings()
    last = passage.heading[-1] if passage.heading else ""
    return names.get((last,)) or names.get(tuple(passage.heading[-2:]))


@cache
def _own_headings() -> dict[tuple[str, ...], Slot]:
    named: dict[tuple[str, ...], Slot] = {}
    for slot in slots():
        if slot.field:
            named[(field_names()[slot.field], slot.name)] = slot
            named[(slot.title,)] = slot
    return named


@cache
def _steps() -> frozenset[str]:
    return frozenset(mark.id for mark in load_method().marks_of("ansvarstrin"))
