"""Every Danish text that a report may show, and the tool that brings the translations up to date."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from models.method import load_method
from reports.criteria import load_criteria
from reports.fault_texts import fault_texts
from reports.texts import CATALOGUES, DOMAIN, load_texts
from reports.verdict_pitfalls import texts as pitfall_texts
from reports.verdict_score import EXPLANATION
from reports.verdict_texts import templates


def messages() -> tuple[str, ...]:
    """Each text once, in the order of the files they stand in."""
    return tuple(dict.fromkeys(text for text in _messages() if any(map(str.isalpha, text))))


def _messages() -> Iterator[str]:
    """The texts of the reports, the sentences of verdicts, the criteria, and the method."""
    yield from _strings(load_texts())
    yield from templates().values()
    yield from pitfall_texts().values()
    for criterion in load_criteria():
        yield from (criterion.name, criterion.asks, criterion.looks_for, criterion.lacks)
        yield from (criterion.question, criterion.advice_missing, criterion.advice_half, criterion.chapter)
    common = tomllib.loads(files("reports").joinpath("management.toml").read_text(encoding="utf-8"))
    yield from _strings(common)
    method = load_method()
    for terms in (method.fields, method.levels, method.marks, method.forms):
        for term in terms:
            yield from (term.name, term.explanation)
    yield EXPLANATION
    yield from fault_texts()


def _strings(table: dict[str, Any]) -> Iterator[str]:
    """The strings of nested tables."""
    for value in table.values():
        yield from _strings(value) if isinstance(value, dict) else (value,)


def update(language: str) -> list[str]:
    """Takes new texts into the catalogue, drops old ones, compiles it; returns what is untranslated."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po, write_po

    source = catalogue_path(language)
    with source.open("rb") as file:
        known = read_po(file, locale=language)
    made = Catalog(locale=language, header_comment="# Tekster i rapporterne", project="plantjek", fuzzy=False)
    made.creation_date = made.revision_date = known.creation_date
    for text in messages():
        old = known.get(text)
        made.add(text, old.string if old else "")
    with source.open("wb") as file:
        write_po(file, made, width=100)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, made)
    return [text for text in messages() if not made[text].string]


def catalogue_path(language: str) -> Path:
    """The language's translations as text."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


if __name__ == "__main__":
    for text in update("en"):
        print(f"uoversat: {text}")
