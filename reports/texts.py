"""The texts of the reports, read from texts.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Texts = dict[str, Any]  # nested tables of strings; a plural is a table with one and many


@cache
def load_texts(language: str = "da") -> Texts:
    """All texts in the language."""
    data = tomllib.loads(files("reports").joinpath("texts.toml").read_text(encoding="utf-8"))
    return data if language == "da" else _translated(data, language)


def _translated(table: Texts, language: str) -> Texts:
    """The same tables with each string translated."""
    return {
        key: _translated(value, language) if isinstance(value, dict) else translate(value, language)
        for key, value in table.items()
    }


def translate(text: str, language: str) -> str:
    """A Danish text in the language; as it stands where no translation is known."""
    del language
    return text


def plural(texts: Texts, number: int) -> str:
    """The singular or plural of a text with {n} filled in."""
    return str(texts["one" if number == 1 else "many"]).format(n=number)
