"""The leader's Word documents, read back with python-docx."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import docx
import pytest
from audit_builder import corpus_audit, corpus_rows
from conftest import Golden
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from reports.audit import Audit
from reports.criteria import load_criteria
from reports.mask_audit import mask_audit
from reports.settings import Settings
from reports.word_report import write_word


@pytest.fixture(scope="module")
def audit() -> Audit:
    return corpus_audit(islice(corpus_rows("t1"), 6))


@pytest.fixture(scope="module")
def documents(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    paths = write_word(audit, tmp_path_factory.mktemp("rapport"), Settings(organisation="Nordby Kommune"))
    return [docx.Document(str(path)) for path in paths]


def text_of(document: Document) -> str:
    return "".join(node.text or "" for node in document.element.iter(qn("w:t")))


def test_a_document_for_each_plan_with_real_headings(audit: Audit, documents: list[Document]) -> None:
    for plan, document in zip(audit.plans, documents, strict=True):
        styles = [p.style.name for p in document.paragraphs if p.style is not None]
        assert document.paragraphs[0].text == plan.title
        assert styles[0] == "Title"
        assert styles.count("Heading 1") >= 3
        assert document.core_properties.title == plan.title


def test_the_first_document_reads_as_the_golden(golden: Golden, documents: list[Document]) -> None:
    body = documents[0].element.body
    lines = ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    golden("report_plan.txt", "\n".join(line.strip() for line in lines) + "\n")


def test_all_verdicts_stand_with_sign_and_word(audit: Audit, documents: list[Document]) -> None:
    for plan, document in zip(audit.plans, documents, strict=True):
        table = next(t for t in document.tables if t.cell(0, 0).text == "Kriterium")
        cells = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert [row[0] for row in cells] == [criterion.name for criterion in load_criteria()]
        words = [row[1].split(" ", 1)[1].lower().replace(" ", "_") for row in cells]
        assert words == [finding.verdict for finding in plan.judgement.findings]


def test_tables_have_header_rows_and_language_is_danish(documents: list[Document]) -> None:
    document = documents[0]
    for table in document.tables[1:]:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    assert document.sections[0].header.paragraphs[0].text == "Nordby Kommune"


def test_markup_and_control_characters_do_no_harm(audit: Audit, tmp_path: Path) -> None:
    nasty = "<w:p>&\x0b\x00\ud800 slut"
    plans = mask_audit(replace(audit, plans=audit.plans[:1]), lambda _: nasty)
    (path,) = write_word(plans, tmp_path, Settings())
    assert "<w:p>&" in text_of(docx.Document(str(path)))


def test_logo_has_a_text_alternative(audit: Audit, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "teal").save(logo)
    settings = Settings(organisation="Nordby Kommune", logo=logo)
    path, *_ = write_word(audit, tmp_path, settings)
    header = docx.Document(str(path)).sections[0].header._element
    (picture,) = header.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Nordby Kommune"


def test_same_audit_same_bytes(audit: Audit, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_word(audit, tmp_path, Settings())]
    assert [path.read_bytes() for path in write_word(audit, tmp_path, Settings())] == first
