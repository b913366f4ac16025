"""The 26 criteria as data: what each asks, its advice, the passages it looks at and its words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FULL_FROM = 0.53  # learned chance from which a criterion is opfyldt, where its table has none of its own


@dataclass(frozen=True, slots=True)
class Look:
    """The passages that a criterion looks at: by mark, else by level, else by field."""

    fields: frozenset[str]
    levels: frozenset[str]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of a criterion (patterns of models.phrases) and how strict they are."""

    full: tuple[str, ...]
    half: tuple[str, ...]
    against: tuple[str, ...]
    required: bool  # without a word of full, delvist at best
    shortest: int  # a passage of fewer words is delvist at best
    otherwise_silent: bool  # without a word of full, the passage says nothing of it
    may_be_needless: bool  # the plan may say that it is not needed


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the method with its Danish texts."""

    id: str
    field: str
    name: str
    asks: str
    looks_for: str  # a noun phrase that follows "Der er ledt efter"
    lacks: str  # what a half answer lacks; follows "men"
    question: str
    advice_missing: str
    advice_half: str
    chapter: str
    full_from: float  # learned chance from which it is opfyldt
    look: Look
    words: Words


@cache
def load_criteria() -> tuple[Criterion, ...]:
    """All criteria in the order of the method."""
    data = tomllib.loads(files("reports").joinpath("criteria.toml").read_text(encoding="utf-8"))
    return tuple(_criterion(row) for row in data["kriterium"])


@cache
def criteria_by_id() -> dict[str, Criterion]:
    """The criteria by their id."""
    return {criterion.id: criterion for criterion in load_criteria()}


def _criterion(row: dict[str, Any]) -> Criterion:
    """A criterion from its table."""
    return Criterion(
        id=row["id"],
        field=row["felt"],
        name=row["navn"],
        asks=row["beder_om"],
        looks_for=row["leder_efter"],
        lacks=row["savner"],
        question=row["afklar"],
        advice_missing=row["raad_mangler"],
        advice_half=row["raad_delvist"],
        chapter=row["kapitel"],
        full_from=row.get("opfyldt_fra", FULL_FROM),
        look=Look(
            fields=frozenset(row.get("felter", ())),
            levels=frozenset(row.get("niveauer", ())),
            marks=frozenset(row.get("maerker", ())),
        ),
        words=Words(
            full=tuple(row.get("fuldt", ())),
            half=tuple(row.get("halvt", ())),
            against=tuple(row.get("imod", ())),
            required=row.get("kraever", False),
            shortest=row.get("mindst", 0),
            otherwise_silent=row.get("ellers_tavs", False),
            may_be_needless=row.get("kan_undvaeres", False),
        ),
    )
