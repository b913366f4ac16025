"""What the analysis yields and every report formats: findings, judged plans, documents, the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.document import Fault, Metadata
from models.labels import LabelledPassage

Verdict = Literal["opfyldt", "delvist", "mangler", "ikke_relevant"]
VERDICTS: tuple[Verdict, ...] = ("opfyldt", "delvist", "mangler", "ikke_relevant")
Status = Literal["ok", "no_plan", "error", "skipped"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one criterion, what it rests on, and what would help the plan on."""

    criterion: str
    verdict: Verdict
    confidence: float
    evidence: tuple[int, ...]  # indices into the plan's passages, best first
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A pitfall the method warns of that shows in this plan."""

    id: str
    text: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A learning goal, the activities that serve it and the follow-up that checks it (passage indices)."""

    goal: int
    activities: tuple[int, ...]
    followups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the gap analysis says of one plan; findings in the order of the criteria."""

    findings: tuple[Finding, ...]
    score: int  # 0–100
    field_scores: tuple[tuple[str, int], ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()
    links: tuple[Link, ...] = ()
    loose_activities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditedPlan:
    """A plan with labelled passages and judgement; passage n (from 0) has the id `<id>#<n+1>`."""

    id: str
    document: str
    title: str
    metadata: Metadata
    passages: tuple[LabelledPassage, ...]
    judgement: Judgement

    def passage_id(self, index: int) -> str:
        """The passage's id in audit.json."""
        return f"{self.id}#{index + 1}"


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """One file of the audit and what became of it."""

    path: str
    sha256: str
    kind: str
    status: Status
    language: str | None
    error: Fault | None
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole audit; documents and plans sorted by path, then reading order."""

    version: str
    model: str
    model_version: str
    documents: tuple[AuditedDocument, ...]
    plans: Sequence[AuditedPlan]
