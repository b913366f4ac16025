"""The part of the management report on how the training is made up."""

from collections.abc import Iterator

from models.method import load_method
from reports.management_blocks import Block, Cell, Grid, Heading, Text
from reports.management_telling import Telling, bars

MOST_FORMS = 8


def tell_training(telling: Telling) -> Iterator[Block]:
    """Tempi, forms, and whether the forms suit the goals."""
    training = telling.content.training
    yield Heading(telling.words["training"])
    yield Text(telling.say("training_text", total=telling.summary.plans))
    yield _tempi(telling)
    yield bars(telling, "tempi_chart", training.tempi)
    if training.forms:
        yield bars(telling, "forms_chart", training.forms[:MOST_FORMS])
    yield Heading(telling.words["match"], level=2)
    yield Text(telling.words["match_text"])
    yield _match(telling)


def _tempi(telling: Telling) -> Grid:
    """How many of the three tempi the plans have."""
    words, training = telling.words, telling.content.training
    rows = [(words[f"tempi_{n}"], training.tempi_together[n]) for n in (3, 2, 1, 0)]
    rows.append((words["only_courses"], training.only_courses))
    cells = tuple((name, telling.number(plans), telling.share(plans)) for name, plans in rows)
    head = (words["tempi_grid"], words["plans_head"], words["share"])
    return Grid(words["tempi_grid"], head, cells, widths=(70, 15, 15))


def _match(telling: Telling) -> Grid:
    """For each level: plans with goals, plans with a form that suits, and which forms do."""
    words, training = telling.words, telling.content.training
    served, goals = dict(training.served), dict(training.levels)
    rows: list[tuple[Cell, ...]] = []
    for level in load_method().levels:
        forms = [form.name for form in load_method().forms if form.levels[0] == level.id]
        named = ", ".join(telling.translated(name).lower() for name in forms)
        counts = (telling.number(goals[level.name]), telling.number(served[level.id]))
        rows.append((telling.translated(level.name), *counts, named))
    head = tuple(words[f"match_{key}"] for key in ("level", "goals", "served", "forms"))
    return Grid(words["match"], head, tuple(rows), widths=(22, 13, 15, 50))
