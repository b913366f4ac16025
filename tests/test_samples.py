"""The samples as a user gets them: what a person finds in them, and the whole result as a golden."""

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import Golden

from pipeline.cli import main

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
LEAST_AGREEMENT = 0.85
SIGNS = {"opfyldt": "+", "delvist": "~", "mangler": "-", "ikke_relevant": "0"}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("rapport")
    assert main(["audit", str(SAMPLES), "--out", str(out), "--quiet"]) == 0
    loaded: dict[str, Any] = json.loads((out / "audit.json").read_text("utf-8"))
    shutil.rmtree(out)
    return loaded


def verdicts(plan: dict[str, Any]) -> dict[str, str]:
    return {finding["criterion"]: finding["verdict"] for finding in plan["findings"]}


def test_the_six_workplaces_are_judged_as_a_person_does(result: dict[str, Any]) -> None:
    expected = tomllib.loads((HERE / "samples_expected.toml").read_text("utf-8"))
    found = {plan["document"]: verdicts(plan) for plan in result["plans"] if plan["document"] in expected}
    assert found.keys() == expected.keys()
    gaps = [
        found[name][each] in {"mangler", "delvist"} for name in expected for each in expected[name]["gaps"]
    ]
    has = [found[name][each] == "opfyldt" for name in expected for each in expected[name]["has"]]
    spared = [
        found[name][each] == "ikke_relevant" for name in expected for each in expected[name]["not_needed"]
    ]
    assert sum(gaps) / len(gaps) >= LEAST_AGREEMENT
    assert sum(has) / len(has) >= LEAST_AGREEMENT
    assert all(spared)


def test_a_document_on_something_else_is_no_plan(result: dict[str, Any]) -> None:
    planless = [each["path"] for each in result["documents"] if each["status"] == "no_plan"]
    assert planless == ["17 Referat af brandøvelse.docx"]


def test_the_empty_template_lacks_everything(result: dict[str, Any]) -> None:
    (template,) = (plan for plan in result["plans"] if plan["document"] == "15 Tom skabelon.docx")
    told = verdicts(template)
    assert told.pop("traeningsbane.match") == "ikke_relevant"
    assert set(told.values()) == {"mangler"}
    assert template["score"] == 0


def test_the_samples_golden(result: dict[str, Any], golden: Golden) -> None:
    lines = []
    for plan in result["plans"]:
        lines.append(f"{plan['document']} | {plan['title']} | {plan['metadata']} | score {plan['score']}")
        lines.append("".join(SIGNS[finding["verdict"]] for finding in plan["findings"]))
        for passage in plan["passages"]:
            labels = [label["id"] for kind in ("fields", "levels", "marks") for label in passage[kind]]
            place = passage["place"]
            lines.append(f"  {place['part']}!{place['at']} [{' '.join(labels)}] {passage['text'][:60]}")
    golden("samples.txt", "\n".join(lines) + "\n")
