"""The structured plan as JSON (plantjek.plan/1; the schema is schema/plan-1.json)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.document import Metadata, Place
from reports.structure import Piece, StructuredPlan
from reports.structure_slots import REST, field_names, metadata_names, prompt, slots, structure_data
from reports.structure_values import dates_in, percents_in

SCHEMA = "plantjek.plan/1"
STEPS = ("med_stoette", "selvstaendigt", "ressourceperson")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The program and the model that a result comes from."""

    version: str
    model: str
    model_version: str


def dumps(plan: StructuredPlan, made_by: MadeBy) -> bytes:
    """The file's content: UTF-8, one key a line, the same bytes for the same plan."""
    return (json.dumps(record(plan, made_by), ensure_ascii=False, indent=1) + "\n").encode()


def record(plan: StructuredPlan, made_by: MadeBy) -> Json:
    """The plan as the schema has it."""
    return {
        "schema": SCHEMA,
        "program": {"name": "plantjek", "version": made_by.version},
        "model": {"name": made_by.model, "version": made_by.model_version},
        "id": plan.id,
        "document": plan.document,
        "title": plan.title,
        "metadata": metadata_record(plan.metadata),
        "responsibility": _responsibility(plan),
        "fields": {
            field: {slot.id.split(".")[1]: _pieces(plan, slot.id) for slot in slots() if slot.field == field}
            for field in field_names()
        },
        "rest": _pieces(plan, REST),
        "missing": [{"slot": slot.id, "question": prompt(slot)} for slot in plan.empty_slots()],
    }


def metadata_record(metadata: Metadata) -> Json:
    """The four values, and the date as a date where it is beyond doubt."""
    days = dates_in(metadata.date or "")
    values: Json = {key: getattr(metadata, key) for key in metadata_names()}
    return values | {"date_value": days[0].isoformat() if len(days) == 1 else None}


def place_record(place: Place) -> Json:
    """A place as audit.json has it."""
    return {"kind": place.kind, "part": place.part, "at": place.at, "page": place.page}


def _pieces(plan: StructuredPlan, slot: str) -> list[Json]:
    return [_piece(piece) for piece in plan.of(slot)]


def _piece(piece: Piece) -> Json:
    return {
        "text": piece.text,
        "heading": list(piece.heading),
        "place": place_record(piece.place),
        "certainty": round(piece.certainty, 2),
        "doubtful": piece.doubtful,
        "also": list(piece.also),
        "forms": list(piece.forms),
        "dates": [text for kind, text in piece.terms if kind == "dato"],
        "date_values": [day.isoformat() for day in dates_in(piece.text)],
        "durations": [text for kind, text in piece.terms if kind == "varighed"],
        "people": [text for kind, text in piece.terms if kind == "person"],
        "percentages": percents_in(piece.text),
    }


def _responsibility(plan: StructuredPlan) -> Mapping[str, list[str]]:
    """The steps that the plan names, by whether it says that they are so now or wanted."""
    found: dict[str, list[str]] = {"now": [], "wanted": [], "unplaced": []}
    for step in STEPS:
        for piece in plan.of(f"opgave.{step}"):
            when = _when(piece)
            if step not in found[when]:
                found[when].append(step)
    return found


def _when(piece: Piece) -> str:
    """Now, wanted or unplaced: what the heading says, else what the text says, if only one of them."""
    for text in (piece.heading[-1] if piece.heading else "", piece.text):
        now, wanted = (bool(pattern.search(text)) for pattern in _step_words())
        if now != wanted:
            return "now" if now else "wanted"
    return "unplaced"


@cache
def _step_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = structure_data()["ansvar"]
    now, wanted = ("|".join(map(re.escape, words[key])) for key in ("nu", "oensket"))
    return (
        re.compile(rf"\b(?:{now})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{wanted})\b", re.IGNORECASE),
    )
