"""Which files are read, under which name, and why others are passed over."""

from pathlib import Path

import pytest

from extractors.faults import PlantjekError
from pipeline.files import find_files, skip_reason


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return folder


def test_files_are_found_once_in_order_with_their_relative_names(tmp_path: Path) -> None:
    make(tmp_path, "b.docx", "a/c.xlsx", "a/æble.docx")
    found = find_files([tmp_path, tmp_path / "b.docx"])
    assert [file.relative for file in found] == ["a/c.xlsx", "a/æble.docx", "b.docx"]
    assert all(file.skipped is None for file in found)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$plan.docx", "lock_file"),
        (".~lock.plan.docx#", "lock_file"),
        (".skjult.docx", "hidden"),
        (".git/plan.docx", "hidden"),
        ("menu.pdf", "file_type"),
        ("uden-endelse", "file_type"),
    ],
)
def test_what_is_no_candidate_is_skipped_with_a_reason(name: str, code: str) -> None:
    reason = skip_reason(name)
    assert reason is not None
    assert reason.code == code


def test_upper_case_suffixes_are_read() -> None:
    assert skip_reason("PLAN.DOCX") is None


def test_the_output_folder_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, "plan.docx", "rapport/planer/x.docx")
    assert [file.relative for file in find_files([tmp_path], tmp_path / "rapport")] == ["plan.docx"]


def test_same_name_under_two_folders_gets_two_names(tmp_path: Path) -> None:
    make(tmp_path, "nord/plan.docx", "syd/plan.docx")
    found = find_files([tmp_path / "nord", tmp_path / "syd"])
    assert [file.relative for file in found] == ["plan.docx", "syd/plan.docx"]


def test_a_path_that_is_not_there_is_a_fault_of_use(tmp_path: Path) -> None:
    with pytest.raises(PlantjekError, match="findes ikke"):
        find_files([tmp_path / "nej"])
