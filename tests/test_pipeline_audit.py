"""`plantjek audit` from folder to reports: the contract's file, exit codes, one bad file costs one file."""

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document
from openpyxl import Workbook

from pipeline.cli import main
from reports.criteria import load_criteria

SAMPLES = Path(__file__).parent.parent / "samples"


def word_plan(path: Path, title: str = "Kompetenceplan for køkkenet") -> Path:
    document = Document()
    document.add_heading(title, 1)
    table = document.add_table(rows=0, cols=2)
    for label, answer in (
        ("Medarbejder", "Kim Ravn, 010170-1234"),
        ("Opgave", "Hver morgen anretter vi maden på stuerne sammen med beboerne i stedet for i køkkenet."),
        ("Perspektiv", "Beboerne får mere appetit, og vi smider mindre ud."),
        ("Læringsmål", "Kunne dosere energirig kost og kende tegn på underernæring."),
        ("Træning", "Kursus i ernæring og to uger som føl hos Britta, der giver feedback."),
        ("Opfølgning", "Lederen følger op på personalemødet i maj."),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, answer
    document.save(str(path))
    return path


def budget(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Budget 2025", None], ["Post", "Beløb"], ["El og varme", 120000], ["Rengøring", 48000]):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    folder = tmp_path_factory.mktemp("planer")
    word_plan(folder / "plan.docx")
    word_plan(folder / "under.docx", "Plan for opvasken")
    budget(folder / "budget.xlsx")
    (folder / "ødelagt.docx").write_bytes(b"PK\x03\x04 afbrudt")
    (folder / "menu.pdf").write_bytes(b"%PDF-1.7")
    code = main(["audit", str(folder), "--out", str(folder / "rapport"), "--jobs", "2", "--quiet"])
    return folder, code


def read_audit(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "rapport" / "audit.json").read_text("utf-8"))
    return loaded


def test_a_bad_file_costs_itself_and_ends_with_3(audited: tuple[Path, int]) -> None:
    folder, code = audited
    assert code == 3
    status = {document["path"]: document["status"] for document in read_audit(folder)["documents"]}
    assert status == {
        "budget.xlsx": "no_plan",
        "menu.pdf": "skipped",
        "plan.docx": "ok",
        "under.docx": "ok",
        "ødelagt.docx": "error",
    }


def test_the_file_follows_its_schema(audited: tuple[Path, int]) -> None:
    schema = json.loads(files("reports").joinpath("schema/audit-1.json").read_text("utf-8"))
    jsonschema.validate(read_audit(audited[0]), schema)


def test_every_plan_has_all_findings_with_evidence_of_its_own(audited: tuple[Path, int]) -> None:
    for plan in read_audit(audited[0])["plans"]:
        ids = {passage["id"] for passage in plan["passages"]}
        assert [finding["criterion"] for finding in plan["findings"]] == [each.id for each in load_criteria()]
        for finding in plan["findings"]:
            assert set(finding["evidence"]) <= ids
            assert finding["evidence"] or finding["verdict"] == "mangler"


def test_no_cpr_number_is_written(audited: tuple[Path, int]) -> None:
    written = [path for path in (audited[0] / "rapport").rglob("*") if path.suffix in {".json", ".html"}]
    assert written
    assert not any("010170-1234" in path.read_text("utf-8") for path in written)


def test_kept_results_and_other_job_counts_give_the_same_bytes(audited: tuple[Path, int]) -> None:
    folder, _ = audited
    first = (folder / "rapport" / "audit.json").read_bytes()
    main(["audit", str(folder), "--out", str(folder / "rapport"), "--quiet"])
    assert (folder / "rapport" / "audit.json").read_bytes() == first
    shutil.rmtree(folder / "rapport")
    main(["audit", str(folder), "--out", str(folder / "rapport"), "--jobs", "1", "--quiet"])
    assert (folder / "rapport" / "audit.json").read_bytes() == first


def test_fail_under_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = word_plan(tmp_path / "plan.docx")
    assert main(["audit", str(plan), "--out", str(tmp_path / "r"), "--fail-under", "100"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("1 plan i 1 fil; gennemsnitlig score ")
    assert "index.html" in said
    assert main(["audit", str(plan), "--out", str(tmp_path / "r"), "--fail-under", "0", "--quiet"]) == 0


def test_nothing_to_read_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(tmp_path), "--out", str(tmp_path / "r")]) == 2
    assert "ingen Word- eller Excel-filer" in capsys.readouterr().err


def test_an_output_folder_that_is_a_file_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = word_plan(tmp_path / "plan.docx")
    assert main(["audit", str(plan), "--out", str(plan)]) == 2
    assert "kan ikke skrives i mappen" in capsys.readouterr().err


def test_kept_results_are_shown_and_cleared(
    audited: tuple[Path, int], capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(audited[0] / "rapport")
    assert main(["audit", str(audited[0]), "--out", out, "--quiet"]) == 3
    assert main(["cache", out]) == 0
    assert capsys.readouterr().out.startswith("3 gemte analyser")
    assert main(["cache", out, "--clear"]) == 0
    assert main(["cache", out]) == 0
    assert "ingen gemte resultater" in capsys.readouterr().out


def test_log_and_timings_are_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = word_plan(tmp_path / "plan.docx")
    assert main(["audit", str(plan), "--out", str(tmp_path / "r"), "--log-json", "--timings"]) == 0
    lines = capsys.readouterr().err.splitlines()
    record = [json.loads(line) for line in lines if line.startswith("{")][-1]
    assert (record["event"], record["done"], record["total"], record["unread"]) == ("slut", 1, 1, 0)
    assert any(line.startswith("rapporter ") and line.endswith(" s") for line in lines)


def test_a_marked_copy_tells_what_was_read_and_leaves_the_original(tmp_path: Path) -> None:
    plan = word_plan(tmp_path / "plan.docx")
    before = plan.read_bytes()
    copy = tmp_path / "kopi.docx"
    assert main(["extract", str(plan), "--mark", str(copy)]) == 0
    assert plan.read_bytes() == before
    told = [comment.text for comment in Document(str(copy)).comments]
    assert any("Læringsmål" in text and "under »Læringsmål«" in text for text in told)
    assert main(["extract", str(plan), "--mark", str(plan)]) == 2
