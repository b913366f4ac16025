"""`plantjek method` and `classify` as programs and people use them."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.method import load_method
from pipeline.cli import main
from reports.criteria import load_criteria


def test_the_method_for_programs_holds_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["method", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in told["criteria"]] == [each.id for each in load_criteria()]
    assert len(told["criteria"]) == 26
    assert len(told["forms"]) == 17
    assert all(each["source"] for each in told["criteria"] + told["fields"])


def test_the_method_for_people_names_every_criterion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["method"]) == 0
    told = capsys.readouterr().out
    for criterion in load_criteria():
        assert criterion.id in told
    for form in load_method().forms:
        assert form.name in told


def classified(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert main(["classify"]) == 0
    return capsys.readouterr().out.splitlines()


def test_classify_keeps_order_and_what_it_was_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records: list[dict[str, Any]] = [
        {"text": "Medarbejderen skal kunne føre en svær samtale.", "heading": "Mål", "nr": 7},
        {"text": "Kursus i konflikthåndtering, to dage.", "heading": ["Plan", "Aktivitet"], "document": "a"},
        {"text": "Lederen følger op på målene til MUS i november.", "heading": None, "document": "a"},
        {"text": "", "heading": None, "document": "b"},
    ]
    lines = classified([json.dumps(record) for record in records], monkeypatch, capsys)
    told = [json.loads(line) for line in lines]
    assert [{key: each[key] for key in record} for each, record in zip(told, records, strict=True)] == records
    assert [label["id"] for label in told[0]["fields"]] == ["laeringsmaal"]
    assert [label["id"] for label in told[1]["fields"]] == ["traeningsbane"]
    assert [label["id"] for label in told[2]["fields"]] == ["hverdag"]
    for each in told:
        assert all(0 < label["score"] <= 1 for kind in ("fields", "levels", "marks") for label in each[kind])


@pytest.mark.parametrize("line", ["ikke json", "[1]", '{"heading": "x"}'])
def test_a_line_that_is_no_record_is_wrong_use(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))
    assert main(["classify"]) == 2
    assert "Linje 1" in capsys.readouterr().err


def test_adapt_writes_a_model_that_classify_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = Path(__file__).parent.parent / "models" / "corpus" / "t8.jsonl"
    corrected = tmp_path / "rettet.jsonl"
    lines = corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    corrected.write_text("".join(lines[:3]), encoding="utf-8")
    model = tmp_path / "vores-model"
    assert main(["adapt", str(corrected), "--out", str(model)]) == 0
    assert "rettede passager" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "Kursus i marts", "heading": "Aktivitet"}\n'))
    assert main(["classify", "--model", str(model)]) == 0
    assert json.loads(capsys.readouterr().out)["fields"][0]["id"] == "traeningsbane"


def test_evaluate_tells_measures_of_labels_and_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = Path(__file__).parent.parent / "models" / "corpus" / "t18.jsonl"
    gold = tmp_path / "guld.jsonl"
    gold.write_text("".join(corpus.read_text("utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    page = tmp_path / "side.html"
    assert main(["evaluate", str(gold), "--json", "--page", str(page)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert 0.5 < told["labels"]["macro"]["fields"] <= 1
    assert set(told["verdicts"]["by_criterion"]) == {each.id for each in load_criteria()}
    assert "<svg" in page.read_text("utf-8")
    assert main(["evaluate", str(tmp_path / "nej.jsonl")]) == 2


def test_the_model_is_loaded_by_spacy_alone() -> None:
    code = (
        "import spacy, models; from pathlib import Path\n"
        "nlp = spacy.load(Path(models.__file__).parent / 'da_plantjek')\n"
        "print(nlp.meta['name'], *nlp.pipe_names)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == ["plantjek", "plantjek_terms"]
