import json
from pathlib import Path

import numpy as np
import pytest

from models.evaluate_page import label_names, page
from models.evaluation import Scored, as_text, evaluate, f1_of
from models.gold import document_of, path_of, read
from models.labelset import FIELD_OF, FIELDS, LABELS, LEVELS, MARKS
from models.method import load_method


def scored(given: list[list[str]], found: list[list[str]]) -> Scored:
    flags = [np.array([[label in row for label in LABELS] for row in rows]) for rows in (given, found)]
    chances = flags[1][:, : len(FIELDS)].astype(np.float32)
    return Scored(flags[0], flags[1], chances, np.ones(len(given), np.float32), np.arange(len(given)) // 2)


def test_all_right_is_one_and_nothing_right_is_zero() -> None:
    rows = [[field] for field in FIELDS] + [[]]
    made = evaluate(scored(rows, rows))
    assert made.macro["fields"] == made.none == made.exact == 1.0
    assert made.calibration_error == 0.0
    turned = evaluate(scored(rows, rows[1:] + rows[:1]))
    assert turned.macro["fields"] == turned.none == turned.exact == 0.0


def test_counts_of_a_small_case() -> None:
    made = evaluate(
        scored([["opgave"], ["opgave"], [], ["hverdag"]], [["opgave"], ["hverdag"], [], ["hverdag"]])
    )
    by = {measure.label: measure for measure in made.measures}
    assert (by["opgave"].precision, by["opgave"].recall) == (1.0, 0.5)
    assert by["hverdag"].f1 == pytest.approx(2 / 3)
    assert made.confusion[0][4] == 1
    assert sum(map(sum, made.confusion)) == 4
    assert made.interval[0] <= made.interval[1]
    assert "opgave" in as_text(made)
    json.dumps(made.as_json())


def test_f1_of_nothing_is_zero() -> None:
    empty = np.zeros((3, 2), bool)
    assert f1_of(empty, empty).tolist() == [0.0, 0.0]


def test_labels_are_the_methods() -> None:
    method = load_method()
    assert [f.id for f in method.fields] == list(FIELDS)
    assert [level.id for level in method.levels] == list(LEVELS)
    assert [m.id for m in method.marks] == list(MARKS)
    assert set(FIELD_OF.values()) < set(FIELDS)


def test_gold_documents_are_read_in_order(tmp_path: Path) -> None:
    passage = {"text": "Kursus", "heading": ["Plan", "Mål"], "fields": ["opgave"], "levels": [], "marks": []}
    raw = {
        "name": "x-1",
        "form": "word-form",
        "plans": [{"title": "T", "passages": [passage], "criteria": {"opgave.ansvar": "mangler"}}],
        "passages": [passage | {"text": "Liste", "heading": None, "fields": []}],
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(raw) + "\n\n", encoding="utf-8")
    (document,) = read([tmp_path / "x.jsonl"])
    assert document == document_of(raw, "x")
    assert [p.unit.text for p in document.passages()] == ["Kursus", "Liste"]
    assert document.units()[0].heading == ("T", "Plan", "Mål")
    assert document.passages()[1].targets()[-1] == 1
    assert document.has_plan()
    assert path_of("Mål") == ("Mål",)
    assert path_of(None) == ()


def test_the_page_holds_every_label_and_no_foreign_address() -> None:
    made = page(
        evaluate(scored([["opgave"], []], [["opgave"], ["hverdag"]])), "Måling <1>", "da_plantjek 0.1"
    )
    assert all(name in made for name in label_names().values())
    assert "Måling &lt;1&gt;" in made
    assert "http" not in made.replace("http-equiv", "")
