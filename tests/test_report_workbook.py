"""The consultant's workbook, read back with openpyxl."""

import warnings
import zipfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from audit_builder import corpus_audit, corpus_rows
from openpyxl import Workbook, load_workbook

from reports.audit import Audit
from reports.criteria import load_criteria
from reports.mask_audit import mask_audit
from reports.plan_view import SURE
from reports.settings import Settings
from reports.workbook import write_workbook

SHEETS = ["Overblik", "Planer", "Domme at se på", "Passager", "Filer ikke læst"]


@pytest.fixture(scope="module")
def audit() -> Audit:
    return corpus_audit(islice(corpus_rows("t1", "t4"), 15))


@pytest.fixture(scope="module")
def path(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rapport")
    sources = {plan.document: folder / "kilder" / plan.document for plan in audit.plans}
    return write_workbook(audit, folder, Settings(sources=sources))[0]


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return read_back(path)


def read_back(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl does not know the bars in the score cells
        return load_workbook(path)


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def test_sheets_tables_and_panes(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    tables = {name: list(book[name].tables) for name in SHEETS[1:]}
    assert tables == {
        "Planer": ["Planer"],
        "Domme at se på": ["Domme"],
        "Passager": ["Passager"],
        "Filer ikke læst": ["Filer"],
    }
    assert all(book[name].freeze_panes == "B2" for name in SHEETS[1:])
    assert len(getattr(book["Overblik"], "_charts")) == 2  # noqa: B009


def test_a_row_a_plan_with_every_verdict(audit: Audit, book: Workbook) -> None:
    found = rows(book, "Planer")
    assert [row["Plan-id"] for row in found] == [plan.id for plan in audit.plans]
    for row, plan in zip(found, audit.plans, strict=True):
        assert row["Score"] == plan.judgement.score
        words = [str(row[criterion.name]) for criterion in load_criteria()]
        assert [word.lower().replace(" ", "_") for word in words] == [
            f.verdict for f in plan.judgement.findings
        ]


def test_every_passage_once_in_order(audit: Audit, book: Workbook) -> None:
    found = [(row["Passage-id"], row["Tekst"]) for row in rows(book, "Passager")]
    expected = [
        (plan.passage_id(number), labelled.passage.text)
        for plan in audit.plans
        for number, labelled in enumerate(plan.passages)
    ]
    assert found == expected


def test_least_sure_verdicts_come_first(audit: Audit, book: Workbook) -> None:
    sure = [float(str(row["Sikkerhed"])) for row in rows(book, "Domme at se på")]
    assert sure == sorted(sure)
    doubtful = [f for plan in audit.plans for f in plan.judgement.findings if f.confidence < SURE]
    assert len(sure) == len(doubtful)


def test_verdicts_can_be_chosen_from_a_list(book: Workbook) -> None:
    (rule,) = book["Domme at se på"].data_validations.dataValidation
    assert rule.formula1 == '"Opfyldt,Delvist,Mangler,Ikke relevant"'


def test_files_not_read_have_a_reason(book: Workbook) -> None:
    codes = {row["Fil"]: row["Kode"] for row in rows(book, "Filer ikke læst")}
    assert codes["hr/låst plan.docx"] == "encrypted"


def test_links_lead_to_page_and_cell(audit: Audit, book: Workbook) -> None:
    link = book["Planer"]["A2"].hyperlink
    assert link.target.startswith("planer\\")  # as Excel itself writes paths
    row = next(
        n for n, p in enumerate(p for q in audit.plans for p in q.passages) if p.passage.place.kind == "excel"
    )
    cell = book["Passager"].cell(row + 2, 14).hyperlink
    assert cell is not None
    assert str(cell.target).startswith("kilder\\")
    assert str(cell.location).startswith("'Ark1'!B")


def test_text_is_never_a_formula_or_address(audit: Audit, tmp_path: Path) -> None:
    nasty = '=HYPERLINK("https://x.dk")'
    plans = mask_audit(replace(audit, plans=audit.plans[:1]), lambda _: nasty)
    book = read_back(write_workbook(plans, tmp_path, Settings())[0])
    assert book["Passager"]["B2"].data_type == "s"
    assert book["Passager"]["B2"].value == nasty


def test_same_audit_same_bytes(audit: Audit, tmp_path: Path) -> None:
    first = write_workbook(audit, tmp_path, Settings())[0].read_bytes()
    assert write_workbook(audit, tmp_path, Settings())[0].read_bytes() == first
    with zipfile.ZipFile(tmp_path / "plantjek.xlsx") as package:
        assert package.testzip() is None
