"""The Jinja2 templates of HTML and Word: escaping always on, a missing name is an error."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from reports.texts import SOURCE, fill, load_texts, plural

TEMPLATES = Path(__file__).parent / "templates"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@cache
def environment() -> Environment:
    """The templates with the filters plural, fill and short."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=lambda value: _NOT_XML.sub(" ", value) if type(value) is str else value,
    )
    made.filters["plural"] = plural
    made.filters["fill"] = fill
    made.filters["spoken"] = _spoken
    made.filters["short"] = shorten
    return made


def _spoken(text: str, language: str) -> Markup:
    """A sentence of ours with the quotes in it marked as the Danish they are."""
    if language == SOURCE:
        return escape(text)
    before, after = map(re.escape, load_texts(language)["quote"]["text"].split("{text}"))
    marked = rf'\g<1><span lang="{SOURCE}">\g<2></span>\g<3>'
    return Markup(re.sub(rf"({before})(.*?)({after})", marked, str(escape(text)), flags=re.DOTALL))


@cache
def source(name: str) -> str:
    """A file beside the templates."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def shorten(text: str, length: int) -> str:
    """The text on one line, cut at a word where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 2].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
