"""The management report as blocks: its main points, and its parts in order."""

from collections.abc import Iterator

from reports.audit import VERDICTS, Audit
from reports.changes import Changes, compare
from reports.charts import Chart, Series
from reports.look import load_look
from reports.management import for_management
from reports.management_blocks import WEAK, Block, Bullets, Grid, Heading, Quoted, Story, Text
from reports.management_changes import tell_changes
from reports.management_figures import tell_figures
from reports.management_parts import tell_each_workplace, tell_fields, tell_heat
from reports.management_telling import Telling, bars
from reports.management_training import tell_training
from reports.names import criterion_in, label_names
from reports.settings import Settings
from reports.texts import fill, plural

FAIR = 60  # plans from this score are counted as good


def tell(audit: Audit, settings: Settings) -> Story:
    """The report of an audit."""
    telling = Telling(for_management(audit, settings.language), settings.language)
    changes = None if settings.earlier is None else compare(audit, settings.earlier)
    blocks: list[Block] = [*_short(telling, changes), *_quality(telling), *tell_heat(telling)]
    blocks += [*tell_each_workplace(telling), *tell_fields(telling), *_gaps(telling)]
    blocks += [*tell_training(telling), *_examples(telling)]
    if changes:
        blocks += tell_changes(telling, changes)
    blocks += tell_figures(telling, audit)
    return Story(telling.words["title"], tuple(blocks))


def _short(telling: Telling, changes: Changes | None) -> Iterator[Block]:
    """The main points."""
    summary, count = telling.summary, telling.texts["count"]
    points = [
        telling.say(
            "plans_line",
            plans=plural(count["plans"], summary.plans, telling.language),
            files=plural(count["files"], summary.status["ok"], telling.language),
            mean=summary.mean_score,
            median=summary.median_score,
        )
    ]
    if summary.plans:
        points += _points(telling)
    if changes:
        points.append(
            telling.say(
                "change_line", **{kind: changes.count(kind) for kind in ("mended", "new", "unchanged")}
            )
        )
    yield Heading(telling.words["short"])
    yield Bullets(tuple(points))


def _points(telling: Telling) -> Iterator[str]:
    """The points that need at least one plan."""
    total, scores = telling.summary.plans, [row.score for row in telling.summary.rows]
    good, weak = sum(s >= FAIR for s in scores), sum(s < WEAK for s in scores)
    yield telling.say("good_line", good=good, weak=weak, total=total)
    fields = sorted(
        (row for row in telling.summary.fields if row.score is not None), key=lambda r: r.score or 0
    )
    if fields:
        best, worst, names = fields[-1], fields[0], label_names(telling.language)
        yield telling.say(
            "field_line",
            best=names[best.id],
            best_score=best.score or 0,
            worst=names[worst.id],
            worst_score=worst.score or 0,
        )
    for gap in telling.content.gaps[:1]:
        name = criterion_in(gap.criterion.id, telling.language).name
        yield telling.say("gap_line", name=name, missing=gap.row.counts["mangler"], total=total)
    yield telling.say("course_line", courses=telling.content.training.only_courses, total=total)


def _quality(telling: Telling) -> Iterator[Block]:
    """Scores, and verdicts by field."""
    yield Heading(telling.words["quality"])
    yield Text(telling.words["quality_text"])
    yield bars(telling, "bands_chart", telling.content.bands)
    names = label_names(telling.language) | telling.texts["fields"]
    look, rows, verdicts = load_look(), telling.summary.fields, telling.texts["verdicts"]
    parts = tuple(
        Series(verdicts[v], look.verdicts[v].strong, tuple(row.counts[v] for row in rows)) for v in VERDICTS
    )
    if rows:
        yield Chart(telling.words["fields_chart"], tuple(names[row.id] for row in rows), parts)


def _gaps(telling: Telling) -> Iterator[Block]:
    """The most frequent gaps with meaning and common action."""
    if not telling.content.gaps:
        return
    yield Heading(telling.words["gaps"])
    for gap in telling.content.gaps:
        counts = gap.row.counts
        yield Heading(criterion_in(gap.criterion.id, telling.language).name, level=2)
        yield Text(
            telling.say("gap_count", missing=counts["mangler"], half=counts["delvist"], total=gap.row.total)
        )
        yield Text(telling.translated(gap.means), lead=telling.words["means"])
        yield Text(telling.translated(gap.action), lead=telling.words["action"])


def _examples(telling: Telling) -> Iterator[Block]:
    """Good practice in the plans' own words."""
    if not telling.content.examples:
        return
    words, names = telling.words, label_names(telling.language)
    rows = []
    for example in telling.content.examples:
        criterion = criterion_in(example.criterion, telling.language)
        why = fill("{name}: {asks}", telling.language, name=criterion.name, asks=criterion.asks)
        rows.append((names[example.field], Quoted(example.text), why))
    yield Heading(words["examples"])
    yield Text(words["examples_text"])
    head = (words["field"], words["examples_quote"], words["examples_why"])
    yield Grid(words["examples"], head, tuple(rows), widths=(16, 48, 36))
