"""audit.json: contract, schema, masking, determinism, and reading back what was written."""

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from audit_builder import corpus_audit, corpus_rows
from jsonschema import Draft202012Validator

import reports.json_writer
from extractors.document import Metadata
from reports.audit import Audit
from reports.json_writer import dumps, write_json
from reports.mask_audit import mask_audit

SCHEMA_FILE = Path(reports.json_writer.__file__).parent / "schema" / "audit-1.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
CPR = "120379-1234"


@pytest.fixture(scope="module")
def audit() -> Audit:
    return corpus_audit(islice(corpus_rows("t1", "t4"), 20))


def test_what_is_written_validates(audit: Audit, tmp_path: Path) -> None:
    value = json.loads(write_json(audit, tmp_path).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)] == []


def test_an_audit_of_nothing_validates() -> None:
    value = json.loads(dumps(Audit("0", "m", "0", (), ())))
    assert Draft202012Validator(SCHEMA).is_valid(value)


def test_keys_stand_in_the_order_of_the_contract(audit: Audit) -> None:
    value = json.loads(dumps(audit))
    assert list(value) == ["schema", "program", "model", "documents", "plans", "summary"]
    plan = value["plans"][0]
    assert list(plan) == ["id", "document", "title", "metadata", "passages", "findings", "score"]
    assert list(plan["passages"][0]) == ["id", "text", "heading", "place", "fields", "levels", "marks"]
    assert list(plan["findings"][0]) == ["criterion", "verdict", "confidence", "evidence", "reason", "advice"]


def test_every_passage_and_verdict_is_there_once(audit: Audit) -> None:
    for plan, written in zip(audit.plans, json.loads(dumps(audit))["plans"], strict=True):
        assert [p["text"] for p in written["passages"]] == [p.passage.text for p in plan.passages]
        ids = [f"{plan.id}#{n + 1}" for n in range(len(plan.passages))]
        assert [p["id"] for p in written["passages"]] == ids
        assert [f["verdict"] for f in written["findings"]] == [f.verdict for f in plan.judgement.findings]
        assert all(set(f["evidence"]) <= set(ids) for f in written["findings"])


def test_summary_counts_every_verdict(audit: Audit) -> None:
    value = json.loads(dumps(audit))
    by_criterion = value["summary"]["by_criterion"]
    assert len(by_criterion) == 26
    assert all(sum(counts.values()) == len(audit.plans) for counts in by_criterion.values())
    verdicts = [f["verdict"] for plan in value["plans"] for f in plan["findings"]]
    assert sum(counts["mangler"] for counts in by_criterion.values()) == verdicts.count("mangler")


def test_same_audit_same_bytes(audit: Audit, tmp_path: Path) -> None:
    first = write_json(audit, tmp_path).read_bytes()
    again = write_json(corpus_audit(islice(corpus_rows("t1", "t4"), 20)), tmp_path).read_bytes()
    assert first == again


def test_cpr_numbers_never_appear(audit: Audit) -> None:
    plan = audit.plans[0]
    leaking = mask_audit(replace(audit, plans=(plan,)), mask=lambda text: f"{text} {CPR}")
    everywhere = replace(leaking.plans[0], metadata=Metadata(CPR, CPR, CPR, CPR))
    assert CPR not in dumps(replace(leaking, plans=(everywhere,)))
    assert CPR not in dumps(leaking)
    assert "xxxxxx-xxxx" in dumps(leaking)


def test_scores_are_rounded(audit: Audit) -> None:
    scores = [f["confidence"] for plan in json.loads(dumps(audit))["plans"] for f in plan["findings"]]
    assert all(score == round(score, 2) for score in scores)
