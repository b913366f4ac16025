"""Figures of a whole audit, computed once in one pass over the plans; every report only formats them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from statistics import mean, median

from reports.audit import VERDICTS, Audit, AuditedPlan, Verdict
from reports.order import sort_key
from reports.texts import SOURCE

Counts = dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class Row:
    """Verdicts on one criterion or one field: how many of each."""

    id: str
    counts: Counts
    score: int | None = None  # a field's mean score 0–100; None for criteria and for helhed

    @property
    def gaps(self) -> int:
        """How many verdicts are mangler or delvist."""
        return self.counts["mangler"] + self.counts["delvist"]

    @property
    def total(self) -> int:
        """How many verdicts there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a list of plans needs of one plan."""

    plan: str  # its id
    document: str
    title: str
    workplace: str  # empty where the plan does not say
    score: int
    fields: tuple[tuple[str, int], ...]  # each field's score
    criteria: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Workplace:
    """One workplace's plans: how many, mean score, and the score of each field."""

    name: str  # empty where the plans do not say
    plans: int
    score: int
    fields: tuple[Row, ...]


@dataclass(frozen=True)
class Summary:
    """Figures of an audit."""

    documents: int  # files found, skipped ones counted too
    status: Counter[str]  # how many files have each status
    rows: tuple[PlanRow, ...]
    language: str = SOURCE  # whose order of names is used

    @property
    def plans(self) -> int:
        """How many plans were judged."""
        return len(self.rows)

    @cached_property
    def criteria(self) -> tuple[Row, ...]:
        """One row a criterion, in the method's order."""
        return criterion_rows(self.rows)

    @cached_property
    def fields(self) -> tuple[Row, ...]:
        """One row a field (helhed last), over all its criteria."""
        return field_rows(self.rows)

    @cached_property
    def frequent_gaps(self) -> tuple[Row, ...]:
        """Criteria by how often they are missing, then half; those never missed left out."""
        rows = [row for row in self.criteria if row.gaps]
        return tuple(sorted(rows, key=lambda row: (-row.counts["mangler"], -row.counts["delvist"])))

    @cached_property
    def mean_score(self) -> int:
        """The plans' mean score, 0 where there are none."""
        return round(mean(row.score for row in self.rows)) if self.rows else 0

    @cached_property
    def median_score(self) -> int:
        """The plans' median score, 0 where there are none."""
        return round(median(row.score for row in self.rows)) if self.rows else 0

    @cached_property
    def workplaces(self) -> tuple[Workplace, ...]:
        """Each workplace by name; plans that name none come last."""
        groups: dict[str, list[PlanRow]] = {}
        for row in self.rows:
            groups.setdefault(row.workplace, []).append(row)
        ordered = sorted(groups.items(), key=lambda item: (item[0] == "", sort_key(item[0], self.language)))
        return tuple(_workplace(name, rows) for name, rows in ordered)


def summarise(audit: Audit, language: str = SOURCE) -> Summary:
    """The audit's figures; the plans are read once."""
    status = Counter(document.status for document in audit.documents)
    return Summary(len(audit.documents), Counter(status), tuple(map(_plan_row, audit.plans)), language)


def field_of(criterion: str) -> str:
    """The field (or helhed) that a criterion belongs to."""
    return criterion.split(".", 1)[0]


def count_verdicts(verdicts: Iterable[Verdict]) -> Counts:
    """How many of each verdict, all four named."""
    counts: Counts = dict.fromkeys(VERDICTS, 0)
    for verdict in verdicts:
        counts[verdict] += 1
    return counts


def field_rows(rows: Sequence[PlanRow]) -> tuple[Row, ...]:
    """One row a field over these plans."""
    sums: dict[str, Counts] = {}
    for row in criterion_rows(rows):
        counts = sums.setdefault(field_of(row.id), dict.fromkeys(VERDICTS, 0))
        for verdict, number in row.counts.items():
            counts[verdict] += number
    return tuple(Row(id, counts, _field_score(id, rows)) for id, counts in sums.items())


def _field_score(id: str, rows: Iterable[PlanRow]) -> int | None:
    """The plans' mean score in the field."""
    scores = [score for row in rows for field, score in row.fields if field == id]
    return round(mean(scores)) if scores else None


def workplace_of(plan: AuditedPlan) -> str:
    """The workplace that the plan names, else the outermost folder it lies in, else nothing."""
    folders = PurePosixPath(plan.document).parent.parts
    return plan.metadata.workplace or (folders[0] if folders else "")


def _plan_row(plan: AuditedPlan) -> PlanRow:
    """A plan's row."""
    findings = plan.judgement.findings
    return PlanRow(
        plan=plan.id,
        document=plan.document,
        title=plan.title,
        workplace=workplace_of(plan),
        score=plan.judgement.score,
        fields=plan.judgement.field_scores,
        criteria=tuple(finding.criterion for finding in findings),
        verdicts=tuple(finding.verdict for finding in findings),
    )


def criterion_rows(rows: Iterable[PlanRow]) -> tuple[Row, ...]:
    """One row a criterion over these plans, in the order met (every plan has the method's order)."""
    verdicts: dict[str, list[Verdict]] = {}
    for row in rows:
        for criterion, verdict in zip(row.criteria, row.verdicts, strict=True):
            verdicts.setdefault(criterion, []).append(verdict)
    return tuple(Row(id, count_verdicts(values)) for id, values in verdicts.items())


def _workplace(name: str, rows: Sequence[PlanRow]) -> Workplace:
    """The figures of one workplace."""
    return Workplace(name, len(rows), round(mean(row.score for row in rows)), field_rows(rows))
