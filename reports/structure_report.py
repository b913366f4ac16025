"""Writes everything that `plantjek structure` yields: a Word form and JSON a plan, workbooks, the mapping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.audit import AuditedDocument, AuditedPlan
from reports.links import PLAN_DIRECTORY, plan_file
from reports.mapping import Fixed, columns_of
from reports.mapping_file import FILE_NAME as MAPPING
from reports.mapping_file import write_mapping
from reports.mask_audit import mask_plan
from reports.masking import mask_cpr
from reports.settings import Settings
from reports.structure import Beside, StructuredDocument, StructuredPlan, structure
from reports.structure_files import Files
from reports.structure_json import MadeBy, dumps
from reports.structure_overview import FILE_NAME as OVERVIEW
from reports.structure_overview import overview_workbook
from reports.structure_word import FormWriter
from reports.structure_workbook import FILE_NAME as PLANS
from reports.structure_workbook import plans_workbook, template_workbook

JSON_DIRECTORY = "json"
TEMPLATES = ("kompetenceplan.docx", "kompetenceplaner.xlsx")


@dataclass(frozen=True, slots=True)
class Done:
    """What was written and what was left as a person had made it."""

    plans: int
    pieces: int
    doubtful: int
    kept: tuple[str, ...]


def structure_document(
    document: AuditedDocument, plans: Sequence[AuditedPlan], beside: Iterable[Beside], fixed: Fixed
) -> StructuredDocument:
    """All plans of a file in the method's form, masked, and everything else that it shows."""
    masked = [mask_plan(plan, mask_cpr) for plan in plans]
    columns = columns_of(mask_cpr(document.path), masked, fixed)
    made = tuple(structure(plan, columns) for plan in masked)
    rest = [Beside(mask_cpr(each.text), each.place, each.kind) for each in beside]
    master = [each for plan, done in zip(masked, made, strict=True) for each in _master(plan, done)]
    return StructuredDocument(document, made, tuple(columns.values()), (*master, *rest))


def _master(plan: AuditedPlan, done: StructuredPlan) -> list[Beside]:
    """The passages that are no pieces because they are master data."""
    pieces = {(piece.place, piece.text) for piece in done.pieces}
    passages = (each.passage for each in plan.passages)
    return [Beside(p.text, p.place, "stamdata") for p in passages if (p.place, p.text) not in pieces]


def write_structure(
    documents: Sequence[StructuredDocument], folder: Path, made_by: MadeBy, settings: Settings, force: bool
) -> Done:
    """Writes all files to the folder; what a person has changed since is left unless forced."""
    files, writer = Files(folder, force), FormWriter(settings)
    written: dict[str, str] = {}
    plans = [plan for each in documents for plan in each.plans]
    for plan in plans:
        name = plan_file(plan.title, plan.id)
        written[plan.id] = files.write(f"{PLAN_DIRECTORY}/{name}.docx", writer.document(plan))
        files.write(f"{JSON_DIRECTORY}/{name}.json", dumps(plan, made_by))
    files.write(PLANS, plans_workbook(plans, settings))
    files.write(OVERVIEW, overview_workbook(documents, written, settings))
    files.write(MAPPING, write_mapping(c for each in documents for c in each.columns).encode())
    pieces = [piece for plan in plans for piece in plan.pieces]
    doubtful = sum(piece.doubtful for piece in pieces)
    return Done(len(plans), len(pieces), doubtful, tuple(files.kept))


def write_templates(folder: Path, settings: Settings, force: bool) -> list[str]:
    """Writes the empty Word form and workbook; returns the names of those a person has changed."""
    files = Files(folder, force)
    word, excel = TEMPLATES
    files.write(word, FormWriter(settings).template())
    files.write(excel, template_workbook(settings))
    return files.kept
