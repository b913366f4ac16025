"""The part of the management report on how the figures came about and how sure they are."""

from collections import Counter
from collections.abc import Iterator

from reports.audit import Audit
from reports.management_blocks import Block, Grid, Heading, Text
from reports.management_telling import Telling
from reports.names import criterion_in, label_names
from reports.summary import field_of
from reports.texts import fill, listed, percent
from reports.verdict_score import EXPLANATION

STEPS = ("high", "middle", "low")
LEAST = 3  # criteria named as the least sure


def tell_figures(telling: Telling, audit: Audit) -> Iterator[Block]:
    """How the figures came about and how sure they are."""
    words, status, page = telling.words, telling.summary.status, telling.texts["page"]
    sure = Counter[str]()
    for (_, step), count in telling.content.sure.items():
        sure[step] += count
    counts = {step: sure[step] for step in STEPS}
    yield Heading(words["figures"])
    yield Text(words["figures_text"])
    yield Text(telling.translated(EXPLANATION))
    yield Text(telling.say("figures_sure", **counts, total=sum(sure.values())))
    if telling.summary.plans:
        yield _by_field(telling)
    if sure["low"]:
        yield Text(telling.say("figures_least", names=listed(_least_sure(telling), telling.language)))
    yield Text(telling.say("figures_unread", unread=status["error"], no_plan=status["no_plan"]))
    yield Text(words["figures_names"])
    made = {"version": audit.version, "model": audit.model, "model_version": audit.model_version}
    yield Text(f"{page['method']} {fill(page['made_by'], telling.language, **made)}")


def _by_field(telling: Telling) -> Grid:
    """How sure the verdicts on each field are, in percent."""
    words, names = telling.words, label_names(telling.language) | telling.texts["fields"]
    rows = []
    for field in telling.summary.fields:
        counts = Counter[str]()
        for (criterion, step), number in telling.content.sure.items():
            counts[step] += number if field_of(criterion) == field.id else 0
        shares = (percent(counts[step], counts.total(), telling.language) for step in STEPS)
        rows.append((names[field.id], *shares))
    head = (words["field"], *(telling.texts["sure_head"][step] for step in STEPS))
    return Grid(words["figures_sure_grid"], head, tuple(rows), widths=(40, 20, 20, 20))


def _least_sure(telling: Telling) -> list[str]:
    """The criteria with the largest number of unsure verdicts."""
    unsure = Counter({id: count for (id, step), count in telling.content.sure.items() if step == "low"})
    names = [criterion_in(id, telling.language).name for id, _ in unsure.most_common(LEAST)]
    return [telling.texts["quote"]["text"].format(text=name) for name in names]
