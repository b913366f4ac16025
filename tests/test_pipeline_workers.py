"""A file that takes too long or too much costs itself only."""

from pathlib import Path

import pytest
from docx import Document
from test_pipeline_audit import word_plan

from pipeline.files import Candidate
from pipeline.memory import STATUS
from pipeline.workers import Limits, analyse_files


def candidates(folder: Path, count: int = 3) -> list[Candidate]:
    paths = [word_plan(folder / f"{number}.docx") for number in range(count)]
    return [Candidate(path, path.name) for path in paths]


def large_plan(path: Path, paragraphs: int) -> Path:
    """A document that takes about 6 KB of memory a paragraph."""
    document = Document()
    body = "".join(f"Vi følger op på opgave {number} i uge {number % 50}.\n" for number in range(paragraphs))
    document.add_paragraph(body)
    document.save(str(path))
    return path


def test_the_time_limit_costs_the_file_and_is_told(tmp_path: Path) -> None:
    small, other = candidates(tmp_path, 2)
    large = large_plan(tmp_path / "0-stor.docx", 60_000)
    files = [small, Candidate(large, large.name), other]
    done = list(analyse_files(files, jobs=1, limits=Limits(seconds=0.1)))
    assert [one.analysed.document.path for one in done] == ["0.docx", "0-stor.docx", "1.docx"]
    error = done[1].analysed.document.error
    assert error is not None
    assert error.code == "timeout"


@pytest.mark.skipif(not STATUS.exists(), reason="the system does not tell what a process holds")
@pytest.mark.parametrize("megabytes", [8, 25])
def test_the_memory_limit_costs_the_file_and_is_told(tmp_path: Path, megabytes: int) -> None:
    small, other = candidates(tmp_path, 2)
    large = large_plan(tmp_path / "0-stor.docx", 60_000)
    files = [small, Candidate(large, large.name), other]
    done = list(analyse_files(files, jobs=1, limits=Limits(memory=megabytes * 1024**2)))
    documents = [one.analysed.document for one in done]
    assert [document.status for document in documents] == ["ok", "error", "ok"]
    assert documents[1].error is not None
    assert documents[1].error.code == "too_large"


def test_fresh_processes_take_over_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers.FILES_A_PROCESS", 2)
    done = list(analyse_files(candidates(tmp_path, 5), jobs=1))
    assert [one.analysed.document.status for one in done] == ["ok"] * 5


def test_results_come_in_the_order_given(tmp_path: Path) -> None:
    files = candidates(tmp_path, 5)[::-1]
    done = list(analyse_files(files, jobs=2))
    assert [one.analysed.document.path for one in done] == [file.relative for file in files]
    assert all(one.analysed.document.status == "ok" for one in done)
