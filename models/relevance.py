"""Whether a document, or what looks like a plan in it, holds a competence plan at all."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from models.labels import LabelledPassage
from models.labelset import FIELDS

ENOUGH = 3  # groups of method words that make an unfilled form a template


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns that tell of plans, of other papers, of a template's guidance; and of the method's parts."""

    plan: re.Pattern[str]
    other: re.Pattern[str]
    guidance: re.Pattern[str]
    competence: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    learning: re.Pattern[str]
    title: re.Pattern[str]  # names that only plans have


@cache
def _data() -> tuple[Words, Mapping[str, float]]:
    data = tomllib.loads(files("models").joinpath("relevance.toml").read_text(encoding="utf-8"))
    one = {name: re.compile("|".join(data["words"][name])) for name in data["words"] if name != "parts"}
    parts = tuple(re.compile("|".join(part)) for part in data["words"]["parts"])
    return Words(parts=parts, **one), data["weights"]


def is_plan(title: str, headings: Sequence[str], labelled: Sequence[LabelledPassage]) -> bool:
    """Whether the passages are a competence plan, filled in or not."""
    if is_template(title, headings, labelled) or is_named_plan(title, labelled):
        return True
    weights = _data()[1]
    signs = features(headings, labelled)
    return sum(weights[name] * value for name, value in signs.items()) + weights["bias"] > 0


def is_named_plan(title: str, labelled: Sequence[LabelledPassage]) -> bool:
    """Whether the title says that it is a plan, and more than one passage says something of the method."""
    named = _data()[0].title.search(title.lower()) is not None
    return named and sum(bool(p.labels.fields) for p in labelled) > 1


def is_template(title: str, headings: Sequence[str], labelled: Sequence[LabelledPassage]) -> bool:
    """Whether headings ask for what the method asks for, and hardly anything is filled in."""
    words, _ = _data()
    names = [heading.lower() for heading in (title, *headings)]
    asked = sum(any(part.search(name) for name in names) for part in words.parts)
    filled = sum(
        bool(p.labels.fields) and not words.guidance.search(p.passage.text.lower()) for p in labelled
    )
    learning = any(words.learning.search(name) for name in names)
    return asked >= ENOUGH and learning and filled <= 0.25 * len(labelled)


def features(headings: Sequence[str], labelled: Sequence[LabelledPassage]) -> dict[str, float]:
    """What the judgement rests on, by name: shares and counts of fields, method words, other signs."""
    words, _ = _data()
    count, fields = max(1, len(labelled)), [p.labels.field_ids() for p in labelled]
    counts = {name: sum(name in found for found in fields) for name in FIELDS}
    some = sum(bool(found) for found in fields)
    above = " | ".join(sorted({heading.lower() for heading in headings}))
    text = " ".join(p.passage.text for p in labelled).lower()
    return {
        "any": some / count,
        **{f"share_{name}": n / count for name, n in counts.items()},
        **{f"count_{name}": min(n, 3) / 3 for name, n in counts.items()},
        "distinct": sum(n > 0 for n in counts.values()) / len(FIELDS),
        "many": min(some, 30) / 30,
        "sure": sum(p.labels.fields[0].score for p in labelled if p.labels.fields) / count,
        "plan_headings": min(len(set(words.plan.findall(above))), 6) / 6,
        "other_headings": float(bool(words.other.search(above))),
        "guidance": sum(bool(words.guidance.search(p.passage.text.lower())) for p in labelled) / count,
        "competence": min(len(words.competence.findall(text)), 5) / 5,
        "plan_words": min(len(set(words.plan.findall(text))), 8) / 8,
        "long": min(count, 60) / 60,
    }
