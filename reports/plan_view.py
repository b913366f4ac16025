"""One plan as its reports show it: boxes, verdicts with quotes, questions; for HTML and Word alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.method import FieldOfMethod, load_method
from reports.audit import AuditedPlan, Finding, Verdict
from reports.criteria import Criterion
from reports.names import criterion_in, label_names
from reports.places import describe
from reports.summary import Counts, count_verdicts, field_of
from reports.texts import SOURCE, load_texts

FIRST_QUESTIONS = 3
WHOLE = "helhed"
SURE, FAIRLY_SURE = 0.85, 0.65


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the plan with its place in words; number counts from 1."""

    number: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion and its verdict."""

    criterion: Criterion
    verdict: Verdict
    sure: str  # high, middle or low
    reason: str
    advice: str  # without the criterion's question
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One field (or helhed, whose field is None): what the plan says and the verdicts on it."""

    id: str
    number: int
    name: str
    field: FieldOfMethod | None
    score: int | None
    quotes: tuple[Quote, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """A pitfall with the passages that show it."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A learning goal with what trains it and what checks it."""

    goal: Quote
    activities: tuple[Quote, ...]
    followups: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """All that a plan's reports show."""

    plan: AuditedPlan
    counts: Counts
    boxes: tuple[Box, ...]  # the five fields, then helhed
    first: tuple[Line, ...]
    rest: tuple[Line, ...]
    warnings: tuple[Warning, ...]
    threads: tuple[Thread, ...]
    loose: tuple[Quote, ...]


def view_plan(plan: AuditedPlan, language: str = SOURCE) -> PlanView:
    """The view of a plan."""
    judgement, viewer = plan.judgement, _Viewer(plan, language)
    lines = tuple(viewer.line(finding) for finding in judgement.findings)
    questions = _questions(lines)
    return PlanView(
        plan=plan,
        counts=count_verdicts(line.verdict for line in lines),
        boxes=viewer.boxes(lines),
        first=questions[:FIRST_QUESTIONS],
        rest=questions[FIRST_QUESTIONS:],
        warnings=tuple(Warning(p.text, viewer.quotes(p.evidence)) for p in judgement.pitfalls),
        threads=tuple(
            Thread(viewer.quote(link.goal), viewer.quotes(link.activities), viewer.quotes(link.followups))
            for link in judgement.links
        ),
        loose=viewer.quotes(judgement.loose_activities),
    )


def sureness(confidence: float) -> str:
    """The confidence in three steps."""
    return "high" if confidence >= SURE else "middle" if confidence >= FAIRLY_SURE else "low"


@dataclass(frozen=True, slots=True)
class _Viewer:
    """Makes the parts of one plan's view in the language."""

    plan: AuditedPlan
    language: str

    def quote(self, index: int) -> Quote:
        """The passage with this index."""
        passage = self.plan.passages[index].passage
        return Quote(index + 1, passage.text, describe(passage.place, self.language))

    def quotes(self, indices: Iterable[int]) -> tuple[Quote, ...]:
        """The passages with these indices."""
        return tuple(map(self.quote, indices))

    def line(self, finding: Finding) -> Line:
        """A finding with its criterion's texts."""
        criterion = criterion_in(finding.criterion, self.language)
        return Line(
            criterion=criterion,
            verdict=finding.verdict,
            sure=sureness(finding.confidence),
            reason=finding.reason,
            advice=finding.advice.removeprefix(criterion.question).strip(),
            quotes=self.quotes(finding.evidence),
        )

    def boxes(self, lines: tuple[Line, ...]) -> tuple[Box, ...]:
        """The five fields in the method's order, then the whole."""
        fields: list[tuple[str, FieldOfMethod | None]] = [(field.id, field) for field in load_method().fields]
        return tuple(
            self._box(number, id, field, tuple(line for line in lines if field_of(line.criterion.id) == id))
            for number, (id, field) in enumerate([*fields, (WHOLE, None)], start=1)
        )

    def _box(self, number: int, id: str, field: FieldOfMethod | None, lines: tuple[Line, ...]) -> Box:
        """One field's box."""
        score = dict(self.plan.judgement.field_scores).get(id)
        name = (label_names(self.language) | load_texts(self.language)["fields"])[id]
        inside = (n for n, p in enumerate(self.plan.passages) if id in p.labels.field_ids())
        return Box(id, number, name, field, score, self.quotes(inside), lines)


def _questions(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Criteria to clarify: one missing from each field, then the other missing ones, then the half ones."""
    parts = [line for line in lines if line.criterion.field != WHOLE]
    missing = [line for line in parts if line.verdict == "mangler"]
    by_field = {line.criterion.field: line for line in reversed(missing)}
    leading = [line for line in missing if by_field[line.criterion.field] is line]
    others = [line for line in missing if by_field[line.criterion.field] is not line]
    return (*leading, *others, *(line for line in parts if line.verdict == "delvist"))
