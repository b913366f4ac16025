"""PDF by LibreOffice, else by Chromium, else a clear word on what to install."""

import re
from itertools import islice
from pathlib import Path

import pytest
from audit_builder import corpus_audit, corpus_rows

import reports.pdf
from extractors.faults import PlantjekError
from reports.settings import Settings
from reports.writers import write_reports

office = pytest.mark.skipif(reports.pdf.find_office() is None, reason="LibreOffice is not installed")
browser = pytest.mark.skipif(reports.pdf.find_browser() is None, reason="Chromium is not installed")


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))


@office
def test_a_pdf_beside_each_word_document(tmp_path: Path) -> None:
    audit = corpus_audit(islice(corpus_rows("t1"), 2))
    written = write_reports(audit, tmp_path, Settings(formats=("word",), pdf=True))
    documents = [path for path in written if path.suffix == ".docx"]
    assert len(documents) == len(audit.plans)
    assert all(path.with_suffix(".pdf").read_bytes().startswith(b"%PDF") for path in documents)


@office
@pytest.mark.parametrize("count", [20, 400])
def test_the_management_report_has_four_to_six_pages(tmp_path: Path, count: int) -> None:
    audit = corpus_audit(islice(corpus_rows("t1", "t2", "t3", "t4", "t5", "t6"), count))
    write_reports(audit, tmp_path, Settings(formats=("management",), pdf=True))
    assert 4 <= pages(tmp_path / "ledelse.pdf") <= 6


@browser
def test_without_libreoffice_the_browser_prints_the_pages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reports.pdf, "find_office", lambda: None)
    audit = corpus_audit(islice(corpus_rows("t1"), 1))
    written = write_reports(audit, tmp_path, Settings(formats=("html", "management"), pdf=True))
    made = {path.name for path in written if path.suffix == ".pdf"}
    assert made == {path.with_suffix(".pdf").name for path in written if path.suffix == ".html"} - {
        "index.pdf"
    }
    assert 3 <= pages(tmp_path / "ledelse.pdf") <= 7


def test_without_both_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reports.pdf, "find_office", lambda: None)
    monkeypatch.setattr(reports.pdf, "find_browser", lambda: None)
    with pytest.raises(PlantjekError, match="Installér LibreOffice"):
        reports.pdf.write_pdf([tmp_path / "x.docx"])
