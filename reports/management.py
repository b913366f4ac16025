"""What management needs of an audit, computed once for HTML and Word: no employee is named in it."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from models.method import load_method
from reports.anonymise import nameless_plans
from reports.audit import Audit, AuditedPlan
from reports.criteria import Criterion, criteria_by_id
from reports.plan_view import WHOLE, sureness
from reports.summary import Row, Summary, field_of, summarise, workplace_of
from reports.texts import SOURCE, load_texts

GAPS = 5
BANDS = (0, 20, 40, 60, 80)  # lower ends of the score bands
SHORTEST, LONGEST = 50, 220  # characters of an example
GOOD, CERTAIN = 60, 0.8  # an example's plan has this score, its verdict this confidence
TEMPI = {"vidensopbygning", "afproevning", "feedback"}
PER_FIELD = 2  # examples of each field


@dataclass(frozen=True, slots=True)
class Gap:
    """A frequent gap: what it means and what to do about it in common."""

    criterion: Criterion
    row: Row
    means: str
    action: str


@dataclass(frozen=True, slots=True)
class Training:
    """How the training is made up: in how many plans each form, tempo and level is found."""

    forms: tuple[tuple[str, int], ...]  # name and plans, most used first
    tempi: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int], ...]
    only_courses: int  # plans with courses or teaching and neither trying out nor feedback
    tempi_together: tuple[int, ...]  # plans with none, one, two and three of the tempi
    served: tuple[tuple[str, int], ...]  # a level's id, and plans with goals on it and a form that suits it


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that shows good practice, without names."""

    field: str
    criterion: str
    text: str
    workplace: str


@dataclass(frozen=True, slots=True)
class Management:
    """The whole content of the management report."""

    summary: Summary
    bands: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]
    training: Training
    examples: tuple[Example, ...]
    sure: Counter[tuple[str, str]]  # verdicts by criterion and sureness: high, middle, low


def for_management(audit: Audit, language: str = SOURCE) -> Management:
    """The content, from an audit whose names are replaced."""
    nameless = replace(audit, plans=nameless_plans(audit))
    summary = summarise(nameless, language)
    training, examples, sure = _Training(), _Examples(), Counter[tuple[str, str]]()
    for plan in nameless.plans:
        training.add(plan)
        examples.add(plan)
        sure.update((f.criterion, sureness(f.confidence)) for f in plan.judgement.findings)
    return Management(summary, _bands(summary), _gaps(summary), training.made(), examples.made(), sure)


def _bands(summary: Summary) -> tuple[tuple[str, int], ...]:
    """How many plans score within each band."""
    counts = Counter(max(low for low in BANDS if row.score >= low) for row in summary.rows)
    ends = [*(low - 1 for low in BANDS[1:]), 100]
    return tuple((f"{low}–{end}", counts[low]) for low, end in zip(BANDS, ends, strict=True))


def _gaps(summary: Summary) -> tuple[Gap, ...]:
    """The most frequent gaps with their common texts."""
    return tuple(
        Gap(criteria_by_id()[row.id], row, _texts()[row.id]["means"], _texts()[row.id]["action"])
        for row in summary.frequent_gaps[:GAPS]
    )


@cache
def _texts() -> dict[str, dict[str, str]]:
    """What each gap means and the common action, by criterion."""
    return tomllib.loads(files("reports").joinpath("management.toml").read_text(encoding="utf-8"))


class _Training:
    """Counts plans by what their training is made of."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._only_courses = 0

    def add(self, plan: AuditedPlan) -> None:
        """Counts one plan."""
        seen: set[str] = set()
        for labelled in plan.passages:
            labels = labelled.labels
            seen |= labels.mark_ids() | labels.level_ids()
            if "traeningsbane" in labels.field_ids():
                seen |= {f"form {term.id}" for term in labels.terms if term.kind == "laeringsform"}
        self._counts.update(seen)
        self._counts[f"together {len(seen & TEMPI)}"] += 1
        served = {level for form in load_method().forms if f"form {form.id}" in seen for level in form.levels}
        self._counts.update(f"served {level}" for level in served & seen)
        verdicts = {finding.criterion: finding.verdict for finding in plan.judgement.findings}
        taught = verdicts.get("traeningsbane.vidensopbygning") in ("opfyldt", "delvist")
        self._only_courses += taught and verdicts.get("helhed.ikke_kun_kursus") == "mangler"

    def made(self) -> Training:
        """The counts by name."""
        method = load_method()
        forms = [(form.name, self._counts[f"form {form.id}"]) for form in method.forms]
        return Training(
            forms=tuple(sorted((form for form in forms if form[1]), key=lambda form: -form[1])),
            tempi=tuple((mark.name, self._counts[mark.id]) for mark in method.marks_of("tempo")),
            levels=tuple((level.name, self._counts[level.id]) for level in method.levels),
            only_courses=self._only_courses,
            tempi_together=tuple(self._counts[f"together {number}"] for number in range(4)),
            served=tuple((level.id, self._counts[f"served {level.id}"]) for level in method.levels),
        )


class _Examples:
    """Keeps the surest well-worded passages of each field, from different plans and criteria."""

    def __init__(self) -> None:
        self._best: dict[str, list[tuple[float, Example]]] = {}

    def add(self, plan: AuditedPlan) -> None:
        """Looks for better examples in one plan; it gives one at most."""
        if plan.judgement.score < GOOD:
            return
        for worth, example in sorted(_candidates(plan), key=lambda found: (-found[0], found[1].text)):
            kept = self._best.setdefault(example.field, [])
            same = [one for one in kept if one[1].criterion == example.criterion]
            rival = min(same or kept, key=lambda one: one[0], default=None)
            if rival is None or (not same and len(kept) < PER_FIELD):
                kept.append((worth, example))
                return
            if worth > rival[0]:
                kept[kept.index(rival)] = (worth, example)
                return

    def made(self) -> tuple[Example, ...]:
        """The examples, in the method's order of fields."""
        fields = (self._best.get(field.id, []) for field in load_method().fields)
        return tuple(example for kept in fields for _, example in sorted(kept, key=lambda one: -one[0]))


def _candidates(plan: AuditedPlan) -> Iterable[tuple[float, Example]]:
    """Sure, concrete passages without names, each with its worth."""
    for finding in plan.judgement.findings:
        field = field_of(finding.criterion)
        if finding.verdict != "opfyldt" or finding.confidence < CERTAIN or field == WHOLE:
            continue
        labelled = plan.passages[finding.evidence[0]]
        text = " ".join(labelled.passage.text.split())
        if field in labelled.labels.field_ids() and SHORTEST <= len(text) <= LONGEST and _shareable(text):
            worth = finding.confidence * plan.judgement.score
            yield worth, Example(field, finding.criterion, text, workplace_of(plan))


def _shareable(text: str) -> bool:
    """Whether a passage can stand outside its plan: it names nobody and shows no masked number."""
    signs = (*load_texts()["hidden"].values(), "xxxx")
    return not any(sign in text for sign in signs)
