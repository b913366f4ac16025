"""The slots of the structured plan, read from structure.toml, and their headings in our own forms."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.document import Passage
from extractors.own_files import metadata_title, own_data
from models.method import load_method
from reports.criteria import criteria_by_id

REST = "oevrigt"
REST_NAME = "Øvrigt"
JOIN = " – "


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of the structured plan; label is the mark or level that leads a passage there."""

    id: str
    field: str
    name: str
    label: str | None
    criterion: str | None
    asks: str | None = None

    @property
    def title(self) -> str:
        """Field and slot in words, as a column header has them."""
        return f"{field_names().get(self.field, REST_NAME)}{JOIN}{self.name}"


@cache
def structure_data() -> Mapping[str, Any]:
    """The slots and words as they stand in structure.toml."""
    return tomllib.loads(files("reports").joinpath("structure.toml").read_text("utf-8"))


@cache
def slots() -> tuple[Slot, ...]:
    """All slots in the order of the form; the last is for what belongs nowhere."""
    return tuple(
        Slot(
            row["id"],
            row["felt"],
            row["navn"],
            row.get("maerke") or row.get("niveau"),
            row.get("kriterium"),
            row.get("spoergsmaal"),
        )
        for row in structure_data()["rum"]
    )


def prompt(slot: Slot) -> str:
    """What an empty slot asks."""
    return slot.asks or (criteria_by_id()[slot.criterion].question if slot.criterion else "")


@cache
def prompts() -> frozenset[str]:
    """The questions of all slots."""
    return frozenset(map(prompt, slots()))


@cache
def slots_by_id() -> Mapping[str, Slot]:
    """The slots by id."""
    return {slot.id: slot for slot in slots()}


def metadata_names() -> dict[str, str]:
    """The names of the master data, by the attribute of Metadata."""
    return dict(own_data()["stamdata"])


@cache
def field_names() -> dict[str, str]:
    """The five fields' names."""
    return {field.id: field.name for field in load_method().fields}


def is_own_form(headings: Iterable[str]) -> bool:
    """Whether a document has nearly all headings of our own form, also when another program has saved it."""
    found = set(headings)
    names = [slot for slot in slots() if slot.field]
    return sum(slot.name in found or slot.title in found for slot in names) >= 0.8 * len(names)


def own_slot(passage: Passage) -> Slot | None:
    """The slot whose heading in our own form the passage stands under; None in anybody else's document."""
    names = _own_headings()
    return names.get(passage.heading[-1:]) or names.get(passage.heading[-2:])


def own_metadata(passage: Passage) -> bool:
    """Whether the passage is master data of our own form."""
    return bool(passage.heading) and passage.heading[-1] in _own_metadata()


@cache
def _own_metadata() -> frozenset[str]:
    return frozenset(map(metadata_title, own_data()["stamdata"]))


@cache
def _own_headings() -> dict[tuple[str, ...], Slot]:
    named: dict[tuple[str, ...], Slot] = {}
    for slot in slots():
        named[(slot.title,)] = slot
        if slot.field:
            named[(field_names()[slot.field], slot.name)] = slot
    return named
