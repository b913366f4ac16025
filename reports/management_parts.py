"""Parts of the management report: workplaces by field, each workplace, each field."""

from collections.abc import Iterator, Sequence
from statistics import mean

from reports.audit import VERDICTS
from reports.management_blocks import STRONG, WEAK, Block, Cell, Grid, Heading, Score, Text
from reports.management_telling import Telling
from reports.names import criterion_in, label_names
from reports.summary import PlanRow, Row, Workplace, criterion_rows, field_of
from reports.texts import listed
from reports.verdict_score import POINTS

MOST_WORKPLACES, FIRST = 15, 3
LEAST = 2  # plans of a workplace that is named as the one to begin with


def tell_heat(telling: Telling) -> Iterator[Block]:
    """Workplaces by field; the largest where there are many."""
    words, fields = telling.words, [row.id for row in telling.summary.fields if row.score is not None]
    shown, names = _largest(telling), label_names(telling.language)
    head = (words["workplace"], words["plans_head"], words["score"], *(names[id] for id in fields))
    yield Heading(words["heat"])
    yield Text(words["heat_text"])
    rows = tuple(_heat_row(telling, workplace, fields) for workplace in shown)
    yield Grid(words["heat"], head, rows, widths=(21, 9, 10, *(13,) * len(fields)))
    if len(telling.summary.workplaces) > len(shown):
        yield Text(telling.say("others", n=len(telling.summary.workplaces) - len(shown)))


def _largest(telling: Telling) -> list[Workplace]:
    """The workplaces that are shown, in the order of their names."""
    every = telling.summary.workplaces
    largest = {w.name for w in sorted(every, key=lambda w: -w.plans)[:MOST_WORKPLACES]}
    return [workplace for workplace in every if workplace.name in largest]


def _heat_row(telling: Telling, workplace: Workplace, fields: list[str]) -> tuple[Cell, ...]:
    """A workplace's row."""
    scores = {row.id: row.score for row in workplace.fields}
    cells = (Score(scores.get(id)) for id in fields)
    return (_name(telling, workplace), telling.number(workplace.plans), Score(workplace.score), *cells)


def _name(telling: Telling, workplace: Workplace) -> str:
    """The workplace's name."""
    return workplace.name or telling.words["no_workplace"]


def tell_each_workplace(telling: Telling) -> Iterator[Block]:
    """Where to begin, and what each workplace most often lacks."""
    words, shown = telling.words, _largest(telling)
    if len(shown) < 2:
        return
    groups: dict[str, list[PlanRow]] = {}
    for row in telling.summary.rows:
        groups.setdefault(row.workplace, []).append(row)
    keys = ("workplace", "plans_head", "workplace_weak", "workplace_best", "workplace_gap")
    rows = tuple(_workplace_row(telling, workplace, groups[workplace.name]) for workplace in shown)
    yield Heading(words["each_workplace"], level=2)
    yield Text(words["each_workplace_text"])
    yield Grid(words["each_workplace"], tuple(words[key] for key in keys), rows, widths=(30, 9, 11, 18, 32))
    several = sorted((w for w in shown if w.name and w.plans >= LEAST), key=lambda w: (w.score, w.name))
    if len(several) > FIRST:
        names = listed([f"{w.name} ({w.score})" for w in several[:FIRST]], telling.language)
        yield Text(telling.say("workplaces_first", names=names, least=LEAST), words["workplaces_first_lead"])


def _workplace_row(telling: Telling, workplace: Workplace, rows: Sequence[PlanRow]) -> tuple[Cell, ...]:
    """A workplace's plans, those that are weak, its strongest field and its most frequent gap."""
    scored = [row for row in workplace.fields if row.score is not None]
    best = max(scored, key=lambda row: row.score or 0, default=None)
    gap = max(criterion_rows(rows), key=lambda row: (row.counts["mangler"], row.gaps))
    missing = gap.counts["mangler"]
    gap_name = criterion_in(gap.id, telling.language).name
    return (
        _name(telling, workplace),
        telling.number(workplace.plans),
        telling.number(sum(row.score < WEAK for row in rows)),
        label_names(telling.language)[best.id] if best else "",
        telling.say("workplace_gap_count", name=gap_name, missing=missing) if missing else "–",
    )


def tell_fields(telling: Telling) -> Iterator[Block]:
    """Each field: what it is, how the plans fare, every criterion, and what is most often missed."""
    if not telling.summary.plans:
        return
    yield Heading(telling.words["field_parts"])
    yield Text(telling.words["field_parts_text"])
    for field in telling.summary.fields:
        if field.score is not None:
            yield from _field(telling, field)


def _field(telling: Telling, field: Row) -> Iterator[Block]:
    """One field."""
    words, criteria = telling.words, [row for row in telling.summary.criteria if field_of(row.id) == field.id]
    scores = [score for row in telling.summary.rows for id, score in row.fields if id == field.id]
    told = telling.say(
        "field_scores",
        mean=round(mean(scores)),
        strong=sum(score >= STRONG for score in scores),
        weak=sum(score < WEAK for score in scores),
        total=len(scores),
    )
    verdicts = telling.texts["verdicts"]
    head = (words["criterion"], *(verdicts[verdict] for verdict in VERDICTS), words["score"])
    name = label_names(telling.language)[field.id]
    yield Heading(name, level=2)
    yield Text(f"{telling.explained(field.id)} {told}")
    rows = tuple(_criterion_row(telling, row) for row in criteria)
    yield Grid(name, head, rows, widths=(40, 12, 12, 12, 14, 10))
    worst = max(criteria, key=lambda row: (row.counts["mangler"], row.gaps))
    if worst.gaps:
        criterion = criterion_in(worst.id, telling.language)
        text = telling.say("field_gap_text", name=criterion.name, advice=criterion.advice_missing)
        yield Text(text, words["field_gap"])


def _criterion_row(telling: Telling, row: Row) -> tuple[Cell, ...]:
    """How many plans have each verdict on a criterion, and its mean score."""
    points = sum(POINTS[verdict] * number for verdict, number in row.counts.items())
    counts = (telling.number(row.counts[verdict]) for verdict in VERDICTS)
    name = criterion_in(row.id, telling.language).name
    return (name, *counts, Score(round(100 * points / max(row.total, 1))))
