"""Documents, plans, passages and findings as Parquet tables, for Power BI, DuckDB and others."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from models.labels import Label
from models.method import load_method
from reports.audit import Audit, AuditedDocument, AuditedPlan
from reports.criteria import criteria_by_id
from reports.settings import Settings
from reports.summary import field_of

AT_ONCE = 2000  # rows held in memory before they are written
TEXT, WHOLE, SHARE, TEXTS = "text", "whole", "share", "texts"
Row = dict[str, Any]
Columns = dict[str, str]  # name → one of the four kinds above

DOCUMENTS: Columns = {
    **dict.fromkeys(("document", "kind", "status", "language", "error", "message"), TEXT),
    "plans": WHOLE,
}
PLANS: Columns = {
    **dict.fromkeys(("plan", "document", "title", "workplace", "owner", "leader", "date"), TEXT),
    **dict.fromkeys(("score", "passages"), WHOLE),
    **{f"score_{field.id}": WHOLE for field in load_method().fields},
    "pitfalls": TEXTS,
}
PASSAGES: Columns = {
    **dict.fromkeys(("passage", "plan", "text"), TEXT),
    "heading": TEXTS,
    **dict.fromkeys(("place_kind", "part", "at"), TEXT),
    "page": WHOLE,
    **dict.fromkeys(("fields", "levels", "marks"), TEXTS),
    "certainty": SHARE,
}
FINDINGS: Columns = {
    **dict.fromkeys(("plan", "workplace", "criterion", "name", "field", "verdict"), TEXT),
    "confidence": SHARE,
    "evidence": TEXTS,
    **dict.fromkeys(("reason", "advice"), TEXT),
}


class Table:
    """One Parquet file that rows are added to; a part of the rows is held at a time."""

    def __init__(self, path: Path, columns: Columns) -> None:
        """Opens the file anew."""
        import pyarrow
        from pyarrow.parquet import ParquetWriter

        kinds: dict[str, Any] = {TEXT: pyarrow.string(), WHOLE: pyarrow.int32(), SHARE: pyarrow.float32()}
        kinds[TEXTS] = pyarrow.list_(pyarrow.string())
        self._schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
        self._writer = ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def __enter__(self) -> "Table":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: Row) -> None:
        """Adds a row that has every column."""
        self._rows.append(row)
        if len(self._rows) >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        import pyarrow

        if self._rows:
            self._writer.write_table(pyarrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def write_parquet(audit: Audit, directory: Path, settings: Settings) -> list[Path]:
    """Writes the four tables of an audit whose texts are masked already, plan by plan."""
    directory = settings.parquet or directory
    directory.mkdir(parents=True, exist_ok=True)
    columns = {"documents": DOCUMENTS, "plans": PLANS, "passages": PASSAGES, "findings": FINDINGS}
    paths = {name: directory / f"{name}.parquet" for name in columns}
    with ExitStack() as stack:
        tables = {name: stack.enter_context(Table(paths[name], columns[name])) for name in columns}
        for document in audit.documents:
            tables["documents"].add(_document(document))
        for plan in audit.plans:
            tables["plans"].add(_plan(plan))
            for row in _passages(plan):
                tables["passages"].add(row)
            for row in _findings(plan):
                tables["findings"].add(row)
    return list(paths.values())


def _document(document: AuditedDocument) -> Row:
    """A file and what became of it."""
    error = document.error
    return {
        "document": document.path,
        "kind": document.kind,
        "status": document.status,
        "language": document.language,
        "error": error and error.code,
        "message": error and error.message,
        "plans": len(document.plans),
    }


def _plan(plan: AuditedPlan) -> Row:
    """A plan with its scores."""
    meta, judgement = plan.metadata, plan.judgement
    scores = dict(judgement.field_scores)
    return {
        "plan": plan.id,
        "document": plan.document,
        "title": plan.title,
        "workplace": meta.workplace,
        "owner": meta.owner,
        "leader": meta.leader,
        "date": meta.date,
        "score": judgement.score,
        "passages": len(plan.passages),
        **{f"score_{field.id}": scores.get(field.id) for field in load_method().fields},
        "pitfalls": [pitfall.id for pitfall in judgement.pitfalls],
    }


def _passages(plan: AuditedPlan) -> Iterator[Row]:
    """Each passage with its labels' ids."""
    for number, labelled in enumerate(plan.passages):
        passage, labels = labelled.passage, labelled.labels
        yield {
            "passage": plan.passage_id(number),
            "plan": plan.id,
            "text": passage.text,
            "heading": list(passage.heading),
            "place_kind": passage.place.kind,
            "part": passage.place.part,
            "at": passage.place.at,
            "page": passage.place.page,
            "fields": _ids(labels.fields),
            "levels": _ids(labels.levels),
            "marks": _ids(labels.marks),
            "certainty": labels.certainty,
        }


def _findings(plan: AuditedPlan) -> Iterator[Row]:
    """Each verdict with the passages it rests on."""
    for finding in plan.judgement.findings:
        yield {
            "plan": plan.id,
            "workplace": plan.metadata.workplace,
            "criterion": finding.criterion,
            "name": criteria_by_id()[finding.criterion].name,
            "field": field_of(finding.criterion),
            "verdict": finding.verdict,
            "confidence": finding.confidence,
            "evidence": [plan.passage_id(index) for index in finding.evidence],
            "reason": finding.reason,
            "advice": finding.advice,
        }


def _ids(labels: tuple[Label, ...]) -> list[str]:
    """The labels' ids."""
    return [label.id for label in labels]
