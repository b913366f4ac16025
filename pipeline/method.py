"""`plantjek method`: the method as plantjek uses it."""

import argparse
import json
import textwrap
from collections.abc import Iterator

from models.method import Method, load_method
from reports.criteria import Criterion, load_criteria

WIDTH = 96
LABELS = (
    ("perspektiv", "Perspektiver"),
    ("tempo", "Tempi på træningsbanen"),
    ("forankring", "Forankring i hverdagen"),
    ("ansvarstrin", "Ansvarstrin"),
)


def method(arguments: argparse.Namespace) -> int:
    """Prints fields, levels, marks, learning forms and criteria."""
    data, criteria = load_method(), load_criteria()
    if arguments.json:
        print(json.dumps(record(data, criteria), ensure_ascii=False, indent=1))
    else:
        print("\n".join(text(data, criteria)))
    return 0


def record(data: Method, criteria: tuple[Criterion, ...]) -> dict[str, object]:
    """The method for programs; `source` is the chapter of the publication."""
    about = ("id", "name", "explanation")
    return {
        "source": {"title": data.title, "publisher": data.publisher},
        "fields": [_parts(each, *about, "dimension", source="chapter") for each in data.fields],
        "levels": [_parts(each, *about) for each in data.levels],
        "marks": [_parts(each, "id", "field", "kind", "name", "explanation") for each in data.marks],
        "forms": [_parts(each, *about, "levels", "tempi") for each in data.forms],
        "criteria": [
            _parts(each, "id", "field", "name", "asks", "question", source="chapter") for each in criteria
        ],
    }


def _parts(each: object, *names: str, **renamed: str) -> dict[str, object]:
    """The named attributes, those of `renamed` under their new name."""
    plain = {name: getattr(each, name) for name in names}
    return plain | {new: getattr(each, old) for new, old in renamed.items()}


def text(data: Method, criteria: tuple[Criterion, ...]) -> Iterator[str]:
    """The method for people, line by line."""
    yield f"{data.title}\n{data.publisher}\n"
    for each in data.fields:
        yield f"{each.name.upper()} ({each.chapter})"
        yield from wrapped(each.explanation)
        for criterion in criteria:
            if criterion.field == each.id:
                yield from wrapped(f"· {criterion.id}: {criterion.asks}")
        yield ""
    yield "HELHED"
    for criterion in criteria:
        if criterion.field == "helhed":
            yield from wrapped(f"· {criterion.id}: {criterion.asks}")
    yield "\nLæringsniveauer"
    for level in data.levels:
        yield from wrapped(f"· {level.name}: {level.explanation}")
    for kind, title in LABELS:
        yield f"\n{title}"
        for mark in data.marks_of(kind):
            yield from wrapped(f"· {mark.name}: {mark.explanation}")
    yield "\nLæringsformer"
    names = {level.id: level.name.lower() for level in data.levels}
    for form in data.forms:
        suits = ", ".join(names[level] for level in form.levels)
        yield from wrapped(f"· {form.name} ({suits}): {form.explanation}")


def wrapped(paragraph: str) -> list[str]:
    """A paragraph in lines of at most WIDTH, indented."""
    return textwrap.wrap(paragraph, WIDTH, initial_indent="  ", subsequent_indent="    ")
