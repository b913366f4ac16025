"""The Parquet tables say what audit.json says, and each documented query answers its question."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pytest
from audit_builder import corpus_audit, corpus_rows
from pyarrow import parquet
from test_pipeline_audit import word_plan

from pipeline.cli import main
from reports.audit import Audit
from reports.mask_audit import mask_audit
from reports.parquet_tables import write_parquet
from reports.settings import Settings
from reports.summary import summarise

PAGE = Path(__file__).parent.parent / "docs" / "parquet.md"
AUDIT = mask_audit(corpus_audit(islice(corpus_rows("t1", "t4", "t9"), 60)))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tabeller")
    for name in ("", "2025", "2026"):
        write_parquet(AUDIT, folder, Settings(parquet=folder / name))
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


def test_every_document_plan_passage_and_finding_has_its_row(tables: Path) -> None:
    assert [row["document"] for row in rows(tables / "documents.parquet")] == [
        document.path for document in AUDIT.documents
    ]
    plans = rows(tables / "plans.parquet")
    assert [row["plan"] for row in plans] == [plan.id for plan in AUDIT.plans]
    assert [row["passages"] for row in plans] == [len(plan.passages) for plan in AUDIT.plans]
    passages = {row["passage"]: row for row in rows(tables / "passages.parquet")}
    findings = rows(tables / "findings.parquet")
    assert len(passages) == sum(len(plan.passages) for plan in AUDIT.plans)
    assert len(findings) == 26 * len(AUDIT.plans)
    for finding in findings:
        assert all(passages[id]["plan"] == finding["plan"] for id in finding["evidence"])
    for plan in AUDIT.plans:
        for number, labelled in enumerate(plan.passages):
            row = passages[plan.passage_id(number)]
            assert row["text"] == labelled.passage.text
            assert row["fields"] == [label.id for label in labelled.labels.fields]


def test_the_verdicts_are_those_of_the_summary(tables: Path) -> None:
    counts = Counter((row["criterion"], row["verdict"]) for row in rows(tables / "findings.parquet"))
    for row in summarise(AUDIT).criteria:
        for verdict, number in row.counts.items():
            assert counts[row.id, verdict] == number


def answered(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def queries() -> Iterator[Any]:
    text = PAGE.read_text(encoding="utf-8")
    for question, query in re.findall(r"## ([^\n]+)\n(?:(?!##).)*?```sql\n(.*?)```", text, re.DOTALL):
        yield pytest.param(query, id=question)


@pytest.mark.parametrize("query", list(queries()))
def test_each_documented_query_answers(query: str, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tables)
    answer = answered(query)
    assert answer
    assert all(len(row) > 1 for row in answer)


def test_the_queries_count_what_the_summary_counts(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tables)
    by_question = {param.id: param.values[0] for param in queries()}
    summary = summarise(AUDIT)
    places = answered(by_question["Hvor langt er arbejdspladserne?"])
    assert sum(row[1] for row in places) == summary.plans
    assert len(places) == len(summary.workplaces)
    missing = answered(by_question["Hvad mangler oftest?"])
    assert missing[0][1] == max(row.counts["mangler"] for row in summary.criteria)
    unread = answered(by_question["Hvilke filer kom ikke med, og hvorfor?"])
    assert len(unread) == summary.status["error"] + summary.status["no_plan"]
    assert all(before == now for _, before, now in answered(by_question["Går det fremad siden sidst?"]))


def everything(folder: Path) -> str:
    return "\n".join(str(rows(path)) for path in sorted(folder.glob("*.parquet")))


def test_numbers_are_hidden_and_names_too_where_asked(tmp_path: Path) -> None:
    plan = str(word_plan(tmp_path / "plan.docx"))
    for name, options in (("med", []), ("uden", ["--anonym"])):
        command = ["audit", plan, "--out", str(tmp_path / "r"), "--parquet", str(tmp_path / name), "--quiet"]
        assert main([*command, *options]) == 0
    known, nameless = everything(tmp_path / "med"), everything(tmp_path / "uden")
    assert "010170" not in known + nameless
    assert "Kim Ravn" in known
    assert "Britta" in known
    assert "Kim Ravn" not in nameless
    assert "Britta" not in nameless


def test_an_audit_without_plans_has_empty_tables(tmp_path: Path) -> None:
    write_parquet(Audit("1", "m", "1", (), ()), tmp_path, Settings())
    assert [rows(path) for path in sorted(tmp_path.glob("*.parquet"))] == [[], [], [], []]


def test_a_missing_package_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    plan = str(word_plan(tmp_path / "plan.docx"))
    assert main(["audit", plan, "--out", str(tmp_path / "r"), "--parquet", str(tmp_path / "t")]) == 2
    assert 'pip install "plantjek[parquet]"' in capsys.readouterr().err
    assert not (tmp_path / "r").exists()
