"""A file that takes too long or too much costs itself only."""

from pathlib import Path

import pytest
from test_pipeline_audit import word_plan

from pipeline.files import Candidate
from pipeline.workers import Limits, analyse_files


def candidates(folder: Path, count: int = 3) -> list[Candidate]:
    paths = [word_plan(folder / f"{number}.docx") for number in range(count)]
    return [Candidate(path, path.name) for path in paths]


@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        (Limits(seconds=0.002), {"timeout"}),
        (Limits(memory=1024 * 1024), {"too_large", "crashed"}),
    ],
)
def test_limits_cost_the_file_and_are_told(tmp_path: Path, limits: Limits, codes: set[str]) -> None:
    done = list(analyse_files(candidates(tmp_path), jobs=1, limits=limits))
    assert [one.analysed.document.path for one in done] == ["0.docx", "1.docx", "2.docx"]
    errors = [one.analysed.document.error for one in done]
    assert all(error is not None and error.code in codes for error in errors)


def test_results_come_in_the_order_given(tmp_path: Path) -> None:
    files = candidates(tmp_path, 5)[::-1]
    done = list(analyse_files(files, jobs=2))
    assert [one.analysed.document.path for one in done] == [file.relative for file in files]
    assert all(one.analysed.document.status == "ok" for one in done)
