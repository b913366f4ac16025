"""The texts of the reports: Danish in TOML, other languages by gettext; numbers as the language has them."""

import gettext
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal, format_percent

Texts = dict[str, Any]  # nested tables of strings; a plural is a table with one and many
SOURCE = "da"
LOCALES = {"da": "da_DK", "en": "en_GB"}
FILES = ("texts.toml", "texts_management.toml")
CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "plantjek"


@cache
def load_texts(language: str = SOURCE) -> Texts:
    """All texts in the language."""
    data: Texts = {}
    for name in FILES:
        data |= tomllib.loads(files("reports").joinpath(name).read_text(encoding="utf-8"))
    return _translated(data, language)


def _translated(table: Texts, language: str) -> Texts:
    """The same tables with each string translated."""
    return {
        key: _translated(value, language) if isinstance(value, dict) else translate(value, language)
        for key, value in table.items()
    }


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The compiled translations into a language."""
    return gettext.translation(DOMAIN, CATALOGUES, [language])


def translate(text: str, language: str) -> str:
    """A Danish text in the language; as it stands where no translation is known."""
    return text if language == SOURCE or not text else _catalogue(language).gettext(text)


def fill(template: str, language: str, /, **values: str | int) -> str:
    """The template with its {names} filled in; numbers as the language writes them."""
    return template.format(**{name: _said(value, language) for name, value in values.items()})


def plural(texts: Texts, number: int, language: str) -> str:
    """The singular or plural of a text with {n} filled in."""
    return fill(str(texts["one" if number == 1 else "many"]), language, n=number)


def _said(value: str | int, language: str) -> str:
    """A number or a text as it is read."""
    return value if isinstance(value, str) else number(value, language)


def number(value: int, language: str) -> str:
    """A whole number: 1.000 in Danish, 1,000 in English."""
    return str(format_decimal(value, locale=LOCALES[language]))


def percent(part: int, whole: int, language: str) -> str:
    """A share in whole percent."""
    return str(format_percent(part / whole if whole else 0, locale=LOCALES[language]))


def listed(names: Sequence[str], language: str) -> str:
    """Names as prose: a, b og c."""
    last = translate(" og ", language)
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
