"""From one read document to its judged plans: labels, then verdicts."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath

from extractors.document import Document, Fault, Passage, Plan, Reading
from extractors.reader import file_type
from models.classifier import Classifier
from models.labels import LabelledPassage
from models.relevance import is_plan
from reports.audit import AuditedDocument, AuditedPlan, Status
from reports.judge import judge
from reports.structure import Beside
from reports.structure_back import read_back
from reports.structure_slots import is_own_form, prompts


@dataclass(frozen=True, slots=True)
class Analysed:
    """One document of the audit with its judged plans."""

    document: AuditedDocument
    plans: tuple[AuditedPlan, ...] = ()
    beside: tuple[Beside, ...] = ()  # everything else that the file shows


def analyse(document: Document, classifier: Classifier) -> Analysed:
    """Labels and judges the document's plans; a document without the method's matter has none."""
    if document.fault:
        return unread(document)
    reading = document.reading
    headings = [heading.text for heading in reading.headings]
    own = reading.own or is_own_form(headings)
    plans = [without_prompts(plan) for plan in reading.plans] if own else list(reading.plans)
    labelled = label_own(plans, classifier) if own else label_plans(plans, classifier)
    judged = [
        (plan, passages, own or is_plan(plan.title, headings, passages))
        for plan, passages in zip(plans, labelled, strict=True)
    ]
    kept = [(plan, passages) for plan, passages, kept in judged if kept]
    others = [plan for plan, _, kept in judged if not kept]
    audited = tuple(
        AuditedPlan(
            id=plan_id(document.path, number),
            document=document.path,
            title=plan.title,
            metadata=plan.metadata,
            passages=passages,
            judgement=judge(passages, plan.title),
        )
        for number, (plan, passages) in enumerate(kept)
    )
    status: Status = "ok" if audited else "no_plan"
    return Analysed(_audited(document, status, audited), audited, beside(reading, others))


def beside(reading: Reading, others: Sequence[Plan]) -> tuple[Beside, ...]:
    """What the file shows besides its plans, and what it was read as."""
    return (
        *(Beside(heading.text, heading.place, "heading") for heading in reading.headings),
        *(Beside(passage.text, passage.place, "outside") for passage in reading.outside),
        *(Beside(each.text, each.place, "no_plan") for plan in others for each in plan.passages),
        *(Beside(each.text, each.place, each.reason) for each in reading.left_out),
    )


def unread(document: Document) -> Analysed:
    """A document that could not be read, with its fault."""
    return Analysed(_audited(document, "error", ()))


def skipped(path: str, reason: Fault | None) -> AuditedDocument:
    """A file that is no candidate, with the reason."""
    return AuditedDocument(path, "", file_type(PurePosixPath(path)), "skipped", None, reason, ())


def plan_id(path: str, number: int) -> str:
    """The plan's id: the same for the same file name and the same place among the file's plans."""
    return "p-" + hashlib.sha256(f"{path}\n{number}".encode()).hexdigest()[:12]


def without_prompts(plan: Plan) -> Plan:
    """A plan in our own form without the questions of empty slots, which other programs turn into text."""
    return replace(plan, passages=tuple(p for p in plan.passages if p.text not in prompts()))


def label_own(plans: Sequence[Plan], classifier: Classifier) -> list[tuple[LabelledPassage, ...]]:
    """The passages of our own form, whole, with the labels of the slots they stand in."""
    passages = [passage for plan in plans for passage in plan.passages]
    (labels,) = classifier.label([passages])
    labelled = iter(read_back(map(LabelledPassage, passages, labels)))
    return [tuple(islice(labelled, len(plan.passages))) for plan in plans]


def label_plans(plans: Sequence[Plan], classifier: Classifier) -> list[tuple[LabelledPassage, ...]]:
    """The labelled passages of each plan, labelled in the context of the whole document."""
    document = [passage for plan in plans for passage in plan.passages]
    (pieces,) = classifier.label_split([document])
    parts = iter(_by_source(document, pieces))
    return [tuple(piece for _ in plan.passages for piece in next(parts)) for plan in plans]


def _by_source(
    document: Sequence[Passage], pieces: Sequence[LabelledPassage]
) -> Iterator[list[LabelledPassage]]:
    """The pieces of each passage in turn: pieces keep the order, and their texts follow its text."""
    rest = list(reversed(pieces))
    for passage in document:
        taken, at = [rest.pop()], 0
        at = _after(passage, taken[-1], at)
        while passage.text[at:].strip():
            taken.append(rest.pop())
            at = _after(passage, taken[-1], at)
        yield taken


def _after(passage: Passage, piece: LabelledPassage, at: int) -> int:
    return passage.text.index(piece.passage.text, at) + len(piece.passage.text)


def _audited(document: Document, status: Status, plans: tuple[AuditedPlan, ...]) -> AuditedDocument:
    return AuditedDocument(
        path=document.path,
        sha256=document.sha256,
        kind=document.kind,
        status=status,
        language=document.language,
        error=document.fault,
        plans=tuple(plan.id for plan in plans),
    )
