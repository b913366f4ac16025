"""Builds labelled passages and plans for the tests of the verdicts."""

import re
import tomllib
from functools import cache
from pathlib import Path

from extractors.document import Passage, Place
from models.labels import Label, LabelledPassage, Labels
from models.method import load_method
from reports.training.plans import GoldPlan, read_plans

CASES = Path(__file__).with_name("verdict_cases.toml")
CORPUS = Path(__file__).parent.parent / "models" / "corpus"
_MARKED = re.compile(r"\{(.*?)\}\s*(.*)", re.S)


def passage(text: str, names: str, heading: tuple[str, ...] = ()) -> LabelledPassage:
    """A passage with labels given by their ids, separated by spaces."""
    method = load_method()
    kinds = [{item.id for item in items} for items in (method.fields, method.levels, method.marks)]
    fields, levels, marks = (tuple(Label(id, 1.0) for id in names.split() if id in kind) for kind in kinds)
    assert len(fields) + len(levels) + len(marks) == len(names.split()), names
    return LabelledPassage(Passage(text, heading, Place("word", "body", "p1")), Labels(fields, levels, marks))


def plan(text: str, names: str = "") -> list[LabelledPassage]:
    """Passages from "{labels} text // {labels} text"; without braces the labels given."""
    found = []
    for part in text.split(" // "):
        marked = _MARKED.fullmatch(part)
        found.append(passage(marked[2], marked[1]) if marked else passage(part, names))
    return found


@cache
def cases() -> list[tuple[str, str, str, str]]:
    """(criterion, expected verdict, labels, text) of every marked-up sentence."""
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return [
        (criterion, verdict, table["maerker"], text)
        for criterion, table in data.items()
        for verdict, texts in table.items()
        if verdict != "maerker"
        for text in texts
    ]


@cache
def corpus_plans() -> tuple[GoldPlan, ...]:
    """Every twelfth plan of the corpus."""
    return tuple(read_plans(CORPUS))[::12]
