"""The method as data: fields, levels, marks and learning forms, read from method.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class FieldOfMethod:
    """One of the five fields; dimension is strategi or læring."""

    id: str
    name: str
    explanation: str
    chapter: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Level:
    """What a learning goal is about: metoder, viden or rolle."""

    id: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A finer mark within a field; kind is perspektiv, tempo, forankring or ansvarstrin."""

    id: str
    field: str
    kind: str
    name: str
    explanation: str
    words: tuple[str, ...] = ()  # patterns of models.phrases; only the responsibility steps have them


@dataclass(frozen=True, slots=True)
class LearningForm:
    """A way of learning: the levels it serves, its tempi and the words it is known by."""

    id: str
    name: str
    explanation: str
    levels: tuple[str, ...]
    tempi: tuple[str, ...]
    words: tuple[str, ...]  # patterns of models.phrases


@dataclass(frozen=True, slots=True)
class Method:
    """The whole method; tuples stand in the order of the labelling rules."""

    title: str
    publisher: str
    fields: tuple[FieldOfMethod, ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    forms: tuple[LearningForm, ...]

    def marks_of(self, kind: str) -> tuple[Mark, ...]:
        """The marks of a kind: perspektiv, tempo, forankring or ansvarstrin."""
        return tuple(mark for mark in self.marks if mark.kind == kind)


@cache
def load_method() -> Method:
    """The method shipped with the program."""
    data = tomllib.loads(files("models").joinpath("method.toml").read_text(encoding="utf-8"))
    return Method(
        title=data["titel"],
        publisher=data["udgiver"],
        fields=tuple(
            FieldOfMethod(row["id"], row["navn"], row["forklaring"], row["kapitel"], row["dimension"])
            for row in data["felt"]
        ),
        levels=tuple(Level(row["id"], row["navn"], row["forklaring"]) for row in data["niveau"]),
        marks=tuple(_mark(row) for row in data["maerke"]),
        forms=tuple(_form(row) for row in data["laeringsform"]),
    )


def _mark(row: dict[str, str | list[str]]) -> Mark:
    """A mark from its table."""
    return Mark(
        id=str(row["id"]),
        field=str(row["felt"]),
        kind=str(row["slags"]),
        name=str(row["navn"]),
        explanation=str(row["forklaring"]),
        words=tuple(row.get("ord", ())),
    )


def _form(row: dict[str, str | list[str]]) -> LearningForm:
    """A learning form from its table."""
    return LearningForm(
        id=str(row["id"]),
        name=str(row["navn"]),
        explanation=str(row["forklaring"]),
        levels=tuple(row["niveauer"]),
        tempi=tuple(row["tempi"]),
        words=tuple(row["ord"]),
    )
