"""PDF beside the Word documents where LibreOffice is there, else a clear word."""

from itertools import islice
from pathlib import Path

import pytest
from audit_builder import corpus_audit, corpus_rows

import reports.pdf
from extractors.faults import PlantjekError
from reports.settings import Settings
from reports.writers import write_reports


@pytest.mark.skipif(reports.pdf.find_office() is None, reason="LibreOffice is not installed")
def test_a_pdf_beside_each_word_document(tmp_path: Path) -> None:
    audit = corpus_audit(islice(corpus_rows("t1"), 2))
    written = write_reports(audit, tmp_path, Settings(formats=("word",), pdf=True))
    documents = [path for path in written if path.suffix == ".docx"]
    assert len(documents) == len(audit.plans)
    assert all(path.with_suffix(".pdf").read_bytes().startswith(b"%PDF") for path in documents)


def test_without_libreoffice_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reports.pdf, "find_office", lambda: None)
    with pytest.raises(PlantjekError, match="LibreOffice"):
        reports.pdf.write_pdf([tmp_path / "x.docx"])
