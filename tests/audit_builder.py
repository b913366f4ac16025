"""Builds an Audit in code from labelled plans of the corpus, so that reports need no model to be tested."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.document import Fault, Metadata, Passage, Place
from models.labels import Label, LabelledPassage, Labels
from models.method import load_method
from reports.audit import Audit, AuditedDocument, AuditedPlan, Finding, Judgement, Link, Pitfall, Verdict
from reports.criteria import load_criteria

CORPUS = Path(__file__).parents[1] / "models" / "corpus"
CRITERIA = tuple(criterion.id for criterion in load_criteria())
REASONS: dict[Verdict, str] = {
    "opfyldt": "Planen siger det så konkret, at man kan handle efter det.",
    "delvist": "Planen kommer ind på det, men kun i almindelige vendinger.",
    "mangler": "Ingen passage i planen siger det.",
    "ikke_relevant": "Planen siger selv, at der ikke er brug for det.",
}
ADVICE = "Skriv det i én sætning, som en ny kollega ville forstå."
WORTH: dict[Verdict, float] = {"opfyldt": 1, "delvist": 0.5, "mangler": 0}
Row = dict[str, Any]


def corpus_rows(*authors: str) -> Iterator[Row]:
    """Labelled documents of these authors' files (all where none is named)."""
    paths = [CORPUS / f"{author}.jsonl" for author in authors] or sorted(CORPUS.glob("t*.jsonl"))
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def corpus_audit(rows: Iterable[Row]) -> Audit:
    """An audit of labelled documents with their gold labels and verdicts."""
    documents: list[AuditedDocument] = []
    plans: list[AuditedPlan] = []
    for row in rows:
        made = [_plan(row, plan, number) for number, plan in enumerate(row["plans"])]
        documents.append(_document(row, made))
        plans.extend(made)
    documents.extend(unread())
    return Audit("0.1.0", "da_plantjek", "1.0.0", tuple(documents), tuple(plans))


def unread() -> tuple[AuditedDocument, ...]:
    """Files that could not be read, or were none to read."""
    locked = Fault("encrypted", "Filen er låst med en adgangskode. Gem den uden adgangskode og prøv igen.")
    broken = Fault("corrupt", "Filen er beskadiget og kan ikke pakkes ud.")
    lock = Fault("temporary", "Filen er Words egen midlertidige fil.")
    return (
        AuditedDocument("hr/låst plan.docx", "", "docx", "error", None, locked, ()),
        AuditedDocument("hr/ødelagt.xlsx", "", "xlsx", "error", None, broken, ()),
        AuditedDocument("hr/~$plan.docx", "", "docx", "skipped", None, lock, ()),
    )


def _document(row: Row, plans: list[AuditedPlan]) -> AuditedDocument:
    """The document of a corpus row."""
    path, digest = _path(row), hashlib.sha256(row["name"].encode()).hexdigest()
    status = "ok" if plans else "no_plan"
    return AuditedDocument(path, digest, path[-4:], status, "da", None, tuple(p.id for p in plans))  # type: ignore[arg-type]


def _path(row: Row) -> str:
    """A file name for a corpus row: Excel forms are workbooks, all else Word."""
    return f"{row['workplace']}/{row['name']}.{'xlsx' if 'excel' in row['form'] else 'docx'}"


def _plan(row: Row, plan: Row, number: int) -> AuditedPlan:
    """An audited plan with gold labels; the certainty of each statement is made up from its position."""
    passages = tuple(_passage(row, p, place) for place, p in enumerate(plan["passages"]))
    workplace = row["workplace"][:1].upper() + row["workplace"][1:]
    metadata = Metadata(workplace, "Jytte Brandstrup", "Mohamad A.", "14. januar")
    id = "p-" + hashlib.sha256(f"{row['name']}{number}".encode()).hexdigest()[:12]
    return AuditedPlan(id, _path(row), plan["title"], metadata, passages, _judgement(plan, passages))


def _passage(row: Row, passage: Row, number: int) -> LabelledPassage:
    """A labelled passage with an invented place."""
    excel = "excel" in row["form"]
    place = Place("excel", "Ark1", f"B{number + 2}") if excel else Place("word", "body", f"p{number + 1}")
    heading = (passage["heading"],) if passage.get("heading") else ()
    score = 0.55 + (number * 7 % 45) / 100
    kinds = ("fields", "levels", "marks")
    fields, levels, marks = (tuple(Label(id, score) for id in passage.get(kind, ())) for kind in kinds)
    labels = Labels(fields, levels, marks, certainty=score)
    return LabelledPassage(Passage(passage["text"], heading, place), labels)


def _judgement(plan: Row, passages: tuple[LabelledPassage, ...]) -> Judgement:
    """The gold verdicts with evidence from the criterion's field."""
    findings = tuple(_finding(id, plan["criteria"][id], passages, n) for n, id in enumerate(CRITERIA))
    worths = [WORTH[f.verdict] for f in findings if f.verdict in WORTH]
    goals, activities = _with_field(passages, "laeringsmaal"), _with_field(passages, "traeningsbane")
    followups = _with_field(passages, "hverdag")
    links = tuple(Link(goal, activities[n : n + 2], followups[:1]) for n, goal in enumerate(goals))
    loose = tuple(a for a in activities if not any(a in link.activities for link in links))
    pitfall = Pitfall("kursusfaelden", "Planen bygger mest på kurser.", activities[:1])
    pitfalls = (pitfall,) if plan["criteria"]["helhed.ikke_kun_kursus"] != "opfyldt" else ()
    score = round(100 * sum(worths) / len(worths)) if worths else 0
    fields = tuple((field.id, score) for field in load_method().fields)
    return Judgement(findings, score, fields, pitfalls, links, loose)


def _with_field(passages: tuple[LabelledPassage, ...], field: str) -> tuple[int, ...]:
    """The passages with this field."""
    return tuple(n for n, p in enumerate(passages) if field in p.labels.field_ids())


def _finding(id: str, verdict: Verdict, passages: tuple[LabelledPassage, ...], number: int) -> Finding:
    """A finding with its gold verdict."""
    field, name = id.split(".")
    marked = tuple(n for n, p in enumerate(passages) if name in p.labels.mark_ids() | p.labels.level_ids())
    evidence = (marked or _with_field(passages, field) or tuple(range(len(passages))))[:3]
    confidence = 0.5 + (number * 11 % 50) / 100
    advice = "" if verdict in ("opfyldt", "ikke_relevant") else ADVICE
    evidence = () if verdict == "mangler" else evidence
    return Finding(id, verdict, confidence, evidence, REASONS[verdict], advice)
