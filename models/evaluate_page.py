"""The page of `plantjek evaluate`: measures, confusion and calibration as one self-contained HTML file."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from models.evaluation import NONE_NAME, Bin, Evaluation
from models.labelset import FIELDS
from models.method import load_method

SIDE = 260  # length of the calibration plot's axes, in SVG units


def page(evaluation: Evaluation, title: str, model: str, more: Mapping[str, Any] | None = None) -> str:
    """The HTML; `more` adds named figures to the head (such as verdicts' agreement)."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = files("models").joinpath("evaluate_page.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        evaluation=evaluation,
        title=title,
        model=model,
        more=more or {},
        names=label_names(),
        columns=(*FIELDS, NONE_NAME),
        shares=shares(evaluation.confusion),
        points=[point(each) for each in evaluation.bins],
        side=SIDE,
    )


def label_names() -> dict[str, str]:
    """The readable name of each label."""
    method = load_method()
    named = {each.id: each.name for each in method.fields}
    named |= {each.id: each.name for each in method.levels}
    named |= {each.id: each.name for each in method.marks}
    return named | {NONE_NAME: "Ingen"}


def shares(table: tuple[tuple[int, ...], ...]) -> list[list[float]]:
    """Each cell's share of its row."""
    return [[count / max(1, sum(row)) for count in row] for row in table]


def point(each: Bin) -> tuple[float, float, float]:
    """x, y and radius of a bin in the calibration plot."""
    return each.mean * SIDE, SIDE - each.right * SIDE, min(3 + each.count**0.5 / 12, 12)
