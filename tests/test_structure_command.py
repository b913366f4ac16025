"""`plantjek structure` from folder to files: nothing lost, nothing invented, a person's edits kept."""

import json
from importlib.resources import files
from pathlib import Path

import excel_builder
import jsonschema
import openpyxl
import pytest
from audit_builder import corpus_rows
from measure_cells import accounted, cells
from test_pipeline_audit import budget, word_plan

from extractors.word import read_word
from pipeline.cli import main

HEADER = ("Medarbejder", "Opgave", "Mål", "Aktivitet", "Status", "Opfølgning", "Dato")
ROWS = (
    ("Anna Holm 010170-1234", "føre svære samtaler", "kunne nedtrappe en konflikt\nkende reglerne",
     "kursus 3. maj 2025", 80, "drøftes på teammødet", "12-05-2025"),
    ("Bo Lund", "modtage nye borgere", "kende reglerne om magtanvendelse",
     "sidemandsoplæring hos Ulla", "x", "status i november", "14-05-2025"),
)  # fmt: skip


def legacy(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Udvikling 2025",), (), HEADER, *ROWS):
        sheet.append(row)
    for cell in sheet[3]:
        cell.font = openpyxl.styles.Font(bold=True)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gamle")
    legacy(folder / "gammel.xlsx")
    word_plan(folder / "plan.docx")
    budget(folder / "budget.xlsx")
    for row in [row for row in corpus_rows("t4") if row["form"] == "excel-rows"][:2]:
        (folder / f"{row['name']}.xlsx").write_bytes(excel_builder.render(row, excel_builder.Looks()))
    assert run(folder) == 0
    return folder


def run(folder: Path, *more: str) -> int:
    return main(["structure", str(folder), "--out", str(folder / "ud"), "--quiet", "--jobs", "1", *more])


def table(path: Path, sheet: str) -> list[dict[str, object]]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    names = [str(name) for name in next(rows)]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_every_visible_cell_is_accounted_for_once(made: Path) -> None:
    rest = table(made / "ud" / "overblik.xlsx", "Ikke i planerne")
    found = accounted(made / "ud" / "overblik.xlsx")
    for path in made.glob("*.xlsx"):
        assert found[path.name] == cells(path)
    reasons = {row["Tekst"]: row["Hvad det er læst som"] for row in rest if row["Fil"] == "gammel.xlsx"}
    assert (reasons["80"], reasons["x"]) == (
        "udeladt: kun et tal",
        "udeladt: kun et tegn, fx et kryds eller en streg",
    )


def test_texts_are_the_sources_own(made: Path) -> None:
    pieces = table(made / "ud" / "overblik.xlsx", "Stykker")
    source = {line for row in ROWS for cell in row for line in str(cell).split("\n")}
    own = [str(row["Tekst"]) for row in pieces if row["Fil"] == "gammel.xlsx"]
    assert len(own) == len(set(own))
    assert all(any(text in line for line in source) for text in own)


def test_json_follows_its_schema_and_no_cpr_number_is_written(made: Path) -> None:
    schema = json.loads(files("reports").joinpath("schema/plan-1.json").read_text("utf-8"))
    written = list((made / "ud" / "json").glob("*.json"))
    assert len(written) == len(list((made / "ud" / "planer").glob("*.docx"))) > 3
    for path in written:
        jsonschema.validate(json.loads(path.read_text("utf-8")), schema)
        assert "010170-1234" not in path.read_text("utf-8")
    assert "010170-1234" not in str(table(made / "ud" / "planer.xlsx", "Planer"))


def test_the_schemas_share_what_they_have_in_common() -> None:
    plan, audit = (
        json.loads(files("reports").joinpath(f"schema/{name}-1.json").read_text("utf-8"))
        for name in ("plan", "audit")
    )
    assert plan["$defs"]["place"] == audit["$defs"]["passage"]["properties"]["place"]
    assert plan["$defs"]["named"] == audit["$defs"]["named"]
    own = plan["properties"]["metadata"]["properties"]
    assert {key: own[key] for key in own if key != "date_value"} == audit["$defs"]["plan"]["properties"][
        "metadata"
    ]["properties"]


def test_dates_come_out_as_dates(made: Path) -> None:
    rows = {str(row["Plan"]): row for row in table(made / "ud" / "planer.xlsx", "Planer")}
    bo = rows["Bo Lund"]
    assert (bo["Stamdata – Dato"], str(bo["Dato som dato"])) == ("14-05-2025", "2025-05-14 00:00:00")


def test_our_overview_is_no_plan_and_the_forms_are_read_back(made: Path, tmp_path: Path) -> None:
    main(["structure", str(made / "ud"), "--out", str(tmp_path), "--quiet", "--jobs", "1"])
    status = {row["Fil"]: row["Status"] for row in table(tmp_path / "overblik.xlsx", "Filer")}
    assert status["overblik.xlsx"] == "ingen plan"
    first, again = (table(folder / "planer.xlsx", "Planer") for folder in (made / "ud", tmp_path))
    slots = [name for name in first[0] if " – " in name]
    once = [[row["Plan"], *(row[name] for name in slots)] for row in first]
    back = [[row["Plan"], *(row[name] for name in slots)] for row in again if row["Fil"] == "planer.xlsx"]
    forms = [[row["Plan"], *(row[name] for name in slots)] for row in again if row["Fil"] != "planer.xlsx"]
    assert back == once
    assert sorted(map(str, forms)) == sorted(map(str, once))


def test_a_second_run_changes_nothing_and_keeps_what_a_person_changed(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = made / "ud"
    before = {
        path: path.read_bytes()
        for path in out.rglob("*")
        if path.suffix in (".docx", ".json", ".toml", ".xlsx")
    }
    edited = next((out / "planer").glob("bo-lund*.docx"))
    edited.write_bytes(edited.read_bytes() + b"rettet")
    assert main(["structure", str(made), "--out", str(out), "--jobs", "1"]) == 0
    assert f"planer/{edited.name}" in capsys.readouterr().out
    assert edited.read_bytes() == before[edited] + b"rettet"
    states = {row["Plan"]: row["Word-fil"] for row in table(out / "overblik.xlsx", "Planer")}
    assert states["Bo Lund"] == "ikke overskrevet: rettet af en person"
    assert run(made, "--force") == 0
    assert edited.read_bytes() == before[edited]
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert changed in ([], ["overblik.xlsx"])


def test_a_corrected_mapping_moves_a_whole_column(made: Path, tmp_path: Path) -> None:
    text = (made / "ud" / "kolonner.toml").read_text("utf-8")
    start = text.index('navn = "Opgave"')
    mapping = tmp_path / "rettet.toml"
    mapping.write_text(
        text[:start] + text[start:].replace('til = "opgave"', 'til = "hverdag.stoette"', 1), "utf-8"
    )
    assert (
        main(
            [
                "structure",
                str(made / "gammel.xlsx"),
                "--out",
                str(tmp_path),
                "--mapping",
                str(mapping),
                "--quiet",
                "--jobs",
                "1",
            ]
        )
        == 0
    )
    rows = table(tmp_path / "planer.xlsx", "Planer")
    assert "modtage nye borgere" in {row["Hverdag – Støtte"] for row in rows}


def test_a_wrong_mapping_says_which_row(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "forkert.toml"
    mapping.write_text('[[kolonne]]\nnavn = "Mål"\ntil = "maal"\n', "utf-8")
    assert run(made, "--mapping", str(mapping)) == 2
    assert "kolonne nr. 1: »maal«" in capsys.readouterr().err


def test_templates_are_written_and_not_over_a_persons_own(tmp_path: Path) -> None:
    assert main(["template", "--out", str(tmp_path), "--quiet"]) == 0
    word = tmp_path / "kompetenceplan.docx"
    assert read_word(word.read_bytes()).own
    word.write_bytes(b"vores egen")
    assert main(["template", "--out", str(tmp_path), "--quiet"]) == 0
    assert word.read_bytes() == b"vores egen"
