"""Splits a document into plans as a person would: by repeated forms under headings of the same kind."""

from collections.abc import Sequence

from extractors.document import Passage, Plan
from extractors.metadata import find_metadata
from extractors.word_layout import Item

UNTITLED = "Uden titel"


def plans_of(
    headers: Sequence[Item], body: Sequence[Item], footers: Sequence[Item], title: str | None
) -> tuple[tuple[Plan, ...], tuple[Passage, ...]]:
    """The plans with their passages, and the passages outside any plan."""
    name = next((item.text for item in body if item.kind == "section"), title or UNTITLED)
    return (_plan(name, [*headers, *body, *footers]),), ()


def _plan(title: str, items: Sequence[Item]) -> Plan:
    passages = tuple(Passage(item.text, item.path, item.place) for item in items if item.kind == "passage")
    return Plan(title, find_metadata(passages, title), passages)
