"""An audit with every text masked, so that no report has to think of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import overload

from extractors.document import Fault, Metadata
from models.labels import LabelledPassage
from reports.audit import Audit, AuditedDocument, AuditedPlan, Finding, Judgement
from reports.masking import mask_contacts

Mask = Callable[[str], str]


def mask_audit(audit: Audit, mask: Mask = mask_contacts) -> Audit:
    """The same audit with each text through the mask; positions, ids and verdicts stay."""
    return replace(
        audit,
        documents=tuple(_document(document, mask) for document in audit.documents),
        plans=ChangedPlans(audit.plans, partial(mask_plan, mask=mask)),
    )


@dataclass(frozen=True, slots=True)
class ChangedPlans(Sequence[AuditedPlan]):
    """Plans that are changed one by one as they are read, so that memory stays flat."""

    plans: Sequence[AuditedPlan]
    change: Callable[[AuditedPlan], AuditedPlan]

    def __len__(self) -> int:
        """How many plans there are."""
        return len(self.plans)

    def __iter__(self) -> Iterator[AuditedPlan]:
        """Each plan changed, in order."""
        return map(self.change, self.plans)

    @overload
    def __getitem__(self, index: int) -> AuditedPlan: ...
    @overload
    def __getitem__(self, index: slice) -> "ChangedPlans": ...
    def __getitem__(self, index: int | slice) -> "AuditedPlan | ChangedPlans":
        """One plan changed, or a part of the plans."""
        if isinstance(index, slice):
            return ChangedPlans(self.plans[index], self.change)
        return self.change(self.plans[index])


def mask_plan(plan: AuditedPlan, mask: Mask) -> AuditedPlan:
    """The plan with each text through the mask."""
    return replace(
        plan,
        document=mask(plan.document),
        title=mask(plan.title),
        metadata=_metadata(plan.metadata, mask),
        passages=tuple(_passage(labelled, mask) for labelled in plan.passages),
        judgement=_judgement(plan.judgement, mask),
    )


def _document(document: AuditedDocument, mask: Mask) -> AuditedDocument:
    """The document with its path and message masked."""
    error = document.error
    fault = None if error is None else Fault(error.code, mask(error.message), error.place)
    return replace(document, path=mask(document.path), error=fault)


def _metadata(metadata: Metadata, mask: Mask) -> Metadata:
    """The metadata with each value masked."""
    values = (metadata.workplace, metadata.owner, metadata.leader, metadata.date)
    return Metadata(*(None if value is None else mask(value) for value in values))


def _passage(labelled: LabelledPassage, mask: Mask) -> LabelledPassage:
    """The passage with text, headings and sheet name masked."""
    passage = labelled.passage
    text, part = mask(passage.text), mask(passage.place.part)
    heading = tuple(map(mask, passage.heading))
    if (text, part, heading) == (passage.text, passage.place.part, passage.heading):
        return labelled  # most passages hide nothing, and copying is dear
    place = replace(passage.place, part=part)
    return replace(labelled, passage=replace(passage, text=text, heading=heading, place=place))


def _judgement(judgement: Judgement, mask: Mask) -> Judgement:
    """The judgement with reasons, advice and pitfalls masked."""
    return replace(
        judgement,
        findings=tuple(_finding(finding, mask) for finding in judgement.findings),
        pitfalls=tuple(replace(pitfall, text=mask(pitfall.text)) for pitfall in judgement.pitfalls),
    )


def _finding(finding: Finding, mask: Mask) -> Finding:
    """The finding with reason and advice masked."""
    reason, advice = mask(finding.reason), mask(finding.advice)
    if (reason, advice) == (finding.reason, finding.advice):
        return finding
    return replace(finding, reason=reason, advice=advice)
