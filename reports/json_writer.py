"""Writes audit.json as the contract has it: key order, ids, rounded scores, no CPR number, same bytes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.document import Fault, Metadata
from models.labels import Label, LabelledPassage
from reports.audit import Audit, AuditedDocument, AuditedPlan, Finding
from reports.masking import mask_cpr
from reports.summary import Summary, summarise

SCHEMA = "plantjek.audit/1"
FILE_NAME = "audit.json"
SCORE_DECIMALS = 2

Json = dict[str, Any]


def write_json(audit: Audit, directory: Path) -> Path:
    """Writes audit.json to the directory, plan by plan, and returns its path."""
    path = directory / FILE_NAME
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for piece in _pieces(audit):
            file.write(piece)
    return path


def dumps(audit: Audit) -> str:
    """The text of audit.json."""
    return "".join(_pieces(audit))


def _pieces(audit: Audit) -> Iterator[str]:
    """The file's text in pieces: one document and one plan a line, so that memory stays flat."""
    model = {"name": audit.model, "version": audit.model_version}
    yield f'{{\n"schema": {_text(SCHEMA)},\n'
    yield f'"program": {_text({"name": "plantjek", "version": audit.version})},\n'
    yield f'"model": {_text(model)},\n"documents": ['
    yield from _lines(_document(document) for document in audit.documents)
    yield '],\n"plans": ['
    yield from _lines(_plan(plan) for plan in audit.plans)
    yield f'],\n"summary": {_text(_summary(summarise(audit)))}\n}}\n'


def _lines(values: Iterator[Json]) -> Iterator[str]:
    """The values of a list, each on its own line."""
    separator = "\n"
    for value in values:
        yield separator + _text(value)
        separator = ",\n"


def _text(value: object) -> str:
    """The value as JSON on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _document(document: AuditedDocument) -> Json:
    """One entry of `documents`."""
    return {
        "path": mask_cpr(document.path),
        "sha256": document.sha256,
        "kind": document.kind,
        "status": document.status,
        "language": document.language,
        "error": _fault(document.error),
        "plans": list(document.plans),
    }


def _fault(fault: Fault | None) -> Json | None:
    """A fault's code and message."""
    return None if fault is None else {"code": fault.code, "message": mask_cpr(fault.message)}


def _plan(plan: AuditedPlan) -> Json:
    """One entry of `plans`."""
    return {
        "id": plan.id,
        "document": mask_cpr(plan.document),
        "title": mask_cpr(plan.title),
        "metadata": _metadata(plan.metadata),
        "passages": [_passage(plan, number) for number in range(len(plan.passages))],
        "findings": [_finding(plan, finding) for finding in plan.judgement.findings],
        "score": plan.judgement.score,
    }


def _metadata(metadata: Metadata) -> Json:
    """The four values found in the plan, or null."""
    values = {
        "workplace": metadata.workplace,
        "owner": metadata.owner,
        "leader": metadata.leader,
        "date": metadata.date,
    }
    return {name: None if value is None else mask_cpr(value) for name, value in values.items()}


def _passage(plan: AuditedPlan, number: int) -> Json:
    """One passage with its place and what is asserted of it."""
    labelled: LabelledPassage = plan.passages[number]
    passage, labels = labelled.passage, labelled.labels
    place = passage.place
    return {
        "id": plan.passage_id(number),
        "text": mask_cpr(passage.text),
        "heading": [mask_cpr(heading) for heading in passage.heading],
        "place": {"kind": place.kind, "part": mask_cpr(place.part), "at": place.at, "page": place.page},
        "fields": _labels(labels.fields),
        "levels": _labels(labels.levels),
        "marks": _labels(labels.marks),
    }


def _labels(labels: tuple[Label, ...]) -> list[Json]:
    """Labels with rounded scores."""
    return [{"id": label.id, "score": _score(label.score)} for label in labels]


def _score(score: float) -> float:
    """A probability rounded as the contract shows it."""
    return round(float(score), SCORE_DECIMALS)


def _finding(plan: AuditedPlan, finding: Finding) -> Json:
    """One finding with the ids of the passages it rests on."""
    return {
        "criterion": finding.criterion,
        "verdict": finding.verdict,
        "confidence": _score(finding.confidence),
        "evidence": [plan.passage_id(index) for index in finding.evidence],
        "reason": mask_cpr(finding.reason),
        "advice": mask_cpr(finding.advice),
    }


def _summary(summary: Summary) -> Json:
    """Counts of documents and plans, of verdicts by criterion and by field."""
    return {
        "documents": summary.documents,
        "plans": summary.plans,
        "by_criterion": {row.id: dict(row.counts) for row in summary.criteria},
        "by_field": {row.id: {**dict(row.counts), "score": row.score} for row in summary.fields},
    }
