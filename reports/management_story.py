"""The management report as blocks of text, tables and charts, which HTML and Word only have to draw."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.audit import VERDICTS, Audit, Verdict
from reports.changes import Change, Changes, compare
from reports.charts import Chart, Series
from reports.look import load_look
from reports.management import Management, for_management
from reports.names import criterion_name, label_names
from reports.settings import Settings
from reports.summary import Row, Workplace
from reports.texts import Texts, load_texts, plural, translate
from reports.verdict_score import EXPLANATION

MOST_WORKPLACES, MOST_FORMS, MOST_CHANGES = 20, 10, 15
WEAK, FAIR, STRONG = 40, 60, 70


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; lead is set in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A table cell with a score, coloured and signed by how good it is."""

    value: int | None

    @property
    def tone(self) -> Verdict:
        """The verdict whose colours and sign it takes."""
        if self.value is None:
            return "ikke_relevant"
        return "opfyldt" if self.value >= STRONG else "delvist" if self.value >= WEAK else "mangler"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row; the first cell of a row names it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int | Score, ...], ...]


Block = Heading | Text | Bullets | Grid | Chart


@dataclass(frozen=True, slots=True)
class Story:
    """The report: title and blocks."""

    title: str
    blocks: tuple[Block, ...]


def tell(audit: Audit, settings: Settings) -> Story:
    """The report of an audit."""
    teller = _Teller(for_management(audit), settings)
    changes = None if settings.earlier is None else compare(audit, settings.earlier)
    blocks = [*teller.short(changes), *teller.quality(), *teller.heat(), *teller.gaps(), *teller.training()]
    blocks += [*teller.examples(), *teller.changes(changes), *teller.figures(audit)]
    return Story(teller.words["title"], tuple(blocks))


class _Teller:
    """Tells each part of the report."""

    def __init__(self, content: Management, settings: Settings) -> None:
        self.content, self.summary, self.language = content, content.summary, settings.language
        self.texts: Texts = load_texts(settings.language)
        self.words: dict[str, str] = self.texts["management"]

    def short(self, changes: Changes | None) -> Iterator[Block]:
        """The main points."""
        summary, words, total = self.summary, self.words, self.summary.plans
        count = self.texts["count"]
        points = [
            words["plans_line"].format(
                plans=plural(count["plans"], total),
                files=plural(count["files"], summary.status["ok"]),
                mean=summary.mean_score,
                median=summary.median_score,
            )
        ]
        if total:
            points += self._points(total)
        if changes:
            numbers = {kind: changes.count(kind) for kind in ("mended", "new", "unchanged")}
            points.append(words["change_line"].format(**numbers))
        yield Heading(words["short"])
        yield Bullets(tuple(points))

    def _points(self, total: int) -> list[str]:
        """The points that need at least one plan."""
        words, scores = self.words, [row.score for row in self.summary.rows]
        good, weak = sum(s >= FAIR for s in scores), sum(s < WEAK for s in scores)
        points = [words["good_line"].format(good=good, weak=weak, total=total)]
        fields = sorted(
            (row for row in self.summary.fields if row.score is not None), key=lambda r: r.score or 0
        )
        if fields:
            best, worst = fields[-1], fields[0]
            names = label_names(self.language)
            ends = {"best": names[best.id], "best_score": best.score}
            points.append(words["field_line"].format(**ends, worst=names[worst.id], worst_score=worst.score))
        for gap in self.content.gaps[:1]:
            missing = gap.row.counts["mangler"]
            name = criterion_name(gap.criterion.id, self.language)
            points.append(words["gap_line"].format(name=name, missing=missing, total=total))
        courses = self.content.training.only_courses
        return [*points, words["course_line"].format(courses=courses, total=total)]

    def quality(self) -> Iterator[Block]:
        """Scores, and verdicts by field."""
        yield Heading(self.words["quality"])
        yield Text(self.words["quality_text"])
        yield self._bars("bands_chart", self.content.bands)
        names = label_names(self.language) | self.texts["fields"]
        look, rows = load_look(), self.summary.fields
        parts = tuple(
            Series(self.texts["verdicts"][v], look.verdicts[v].strong, tuple(row.counts[v] for row in rows))
            for v in VERDICTS
        )
        if rows:
            yield Chart(self.words["fields_chart"], tuple(names[row.id] for row in rows), parts)

    def _bars(self, title: str, rows: tuple[tuple[str, int], ...]) -> Chart:
        """A chart of one number for each label."""
        colour = load_look().chart
        series = Series(self.words["plans_axis"], colour, tuple(number for _, number in rows))
        return Chart(
            self.words[title], tuple(translate(label, self.language) for label, _ in rows), (series,)
        )

    def heat(self) -> Iterator[Block]:
        """Workplaces by field; the largest where there are many."""
        words, fields = self.words, [row.id for row in self.summary.fields if row.score is not None]
        largest = sorted(self.summary.workplaces, key=lambda w: -w.plans)[:MOST_WORKPLACES]
        shown = [workplace for workplace in self.summary.workplaces if workplace in largest]
        names = label_names(self.language)
        head = (words["workplace"], words["plans_head"], words["score"], *(names[id] for id in fields))
        yield Heading(words["heat"])
        yield Text(words["heat_text"])
        yield Grid(words["heat"], head, tuple(self._heat_row(workplace, fields) for workplace in shown))
        if len(self.summary.workplaces) > len(shown):
            yield Text(words["others"].format(n=len(self.summary.workplaces) - len(shown)))

    def _heat_row(self, workplace: Workplace, fields: list[str]) -> tuple[str | int | Score, ...]:
        """A workplace's row."""
        scores = {row.id: row.score for row in workplace.fields}
        name = workplace.name or self.words["no_workplace"]
        return (name, workplace.plans, Score(workplace.score), *(Score(scores.get(id)) for id in fields))

    def gaps(self) -> Iterator[Block]:
        """The most frequent gaps with meaning and common action."""
        if not self.content.gaps:
            return
        yield Heading(self.words["gaps"])
        for gap in self.content.gaps:
            row: Row = gap.row
            counts = {"missing": row.counts["mangler"], "half": row.counts["delvist"], "total": row.total}
            yield Heading(criterion_name(gap.criterion.id, self.language), level=2)
            yield Text(self.words["gap_count"].format(**counts))
            yield Text(translate(gap.means, self.language), lead=self.words["means"])
            yield Text(translate(gap.action, self.language), lead=self.words["action"])

    def training(self) -> Iterator[Block]:
        """Forms, tempi, levels."""
        training = self.content.training
        yield Heading(self.words["training"])
        yield Text(self.words["training_text"].format(total=self.summary.plans))
        if training.forms:
            yield self._bars("forms_chart", training.forms[:MOST_FORMS])
        yield self._bars("tempi_chart", training.tempi)
        yield self._bars("levels_chart", training.levels)

    def examples(self) -> Iterator[Block]:
        """Good practice in the plans' own words."""
        if self.content.examples:
            names = label_names(self.language)
            yield Heading(self.words["examples"])
            yield Text(self.words["examples_text"])
            for example in self.content.examples:
                yield Text(f"»{example.text}«", lead=names[example.field])

    def changes(self, changes: Changes | None) -> Iterator[Block]:
        """What is new, mended and unchanged since the earlier audit."""
        if changes is None:
            return
        words = self.words
        numbers = {"same": len(changes.plans), "added": len(changes.added), "gone": len(changes.gone)}
        yield Heading(words["changes"])
        yield Text(words["changes_text"].format(**numbers))
        head = tuple(words[f"changes_head_{key}"] for key in ("criterion", "mended", "new"))
        rows = _criteria_rows(changes, self.language)
        if rows:
            yield Grid(words["changes"], head, rows)
        yield from self._changed_plans(changes)

    def _changed_plans(self, changes: Changes) -> Iterator[Block]:
        """The plans whose gaps changed most."""
        words, moved = self.words, [change for change in changes.plans if change.new or change.mended]
        moved.sort(key=lambda change: (-len(change.new) - len(change.mended), change.title))
        keys = ("changes_plan", "changes_before", "changes_now")
        head = (*(words[key] for key in keys), words["changes_head_mended"], words["changes_head_new"])
        titles = {row.plan: row.title for row in self.summary.rows}
        rows = tuple(_plan_row(change, titles[change.plan]) for change in moved[:MOST_CHANGES])
        if rows:
            yield Grid(words["changes_plan"], (*head, words["changes_unchanged"]), rows)
        if len(moved) > len(rows):
            yield Text(words["changes_more"].format(n=len(moved) - len(rows)))

    def figures(self, audit: Audit) -> Iterator[Block]:
        """How the figures came about and how sure they are."""
        words, sure, status = self.words, self.content.sure, self.summary.status
        counts = {key: sure[key] for key in ("high", "middle", "low")}
        made = {"version": audit.version, "model": audit.model, "model_version": audit.model_version}
        yield Heading(words["figures"])
        yield Text(words["figures_text"])
        yield Text(translate(EXPLANATION, self.language))
        yield Text(words["figures_sure"].format(**counts, total=sum(sure.values())))
        yield Text(words["figures_unread"].format(unread=status["error"], no_plan=status["no_plan"]))
        yield Text(words["figures_names"])
        yield Text(f"{self.texts['page']['method']} {self.texts['page']['made_by'].format(**made)}")


def _criteria_rows(changes: Changes, language: str) -> tuple[tuple[str | int | Score, ...], ...]:
    """The criteria that changed, most mended first."""
    mended, new = dict(changes.criteria("mended")), dict(changes.criteria("new"))
    ids = sorted({*mended, *new}, key=lambda id: (-mended.get(id, 0), new.get(id, 0), id))
    return tuple(
        (criterion_name(id, language), mended.get(id, 0), new.get(id, 0)) for id in ids[:MOST_CHANGES]
    )


def _plan_row(change: Change, title: str) -> tuple[str | int | Score, ...]:
    """A plan's changes; its title without names."""
    counts = (len(change.mended), len(change.new), len(change.unchanged))
    return (title, change.score_before, change.score_now, *counts)
