"""The management report: nobody named, gaps explained, changes found although files were renamed."""

import json
import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

import docx
import pytest
from audit_builder import CRITERIA, corpus_audit, corpus_rows
from docx.oxml.ns import qn

from extractors.document import Metadata
from extractors.faults import PlantjekError
from models.method import load_method
from reports.audit import Audit, AuditedPlan, Finding
from reports.changes import compare, read_earlier
from reports.charts import Chart, Series, png, svg
from reports.json_writer import write_json
from reports.management import for_management
from reports.management_blocks import Grid, Heading, Quoted
from reports.management_report import write_management
from reports.management_story import tell
from reports.settings import Settings
from reports.summary import summarise


@pytest.fixture(scope="module")
def audit() -> Audit:
    return corpus_audit(islice(corpus_rows("t1", "t4"), 30))


def worse(plan: AuditedPlan) -> AuditedPlan:
    first, *rest = plan.judgement.findings
    broken = Finding(first.criterion, "mangler", 0.9, (), "Væk.", "Skriv det.")
    return replace(plan, judgement=replace(plan.judgement, findings=(broken, *rest)))


def renamed(plan: AuditedPlan) -> AuditedPlan:
    return replace(plan, id=f"{plan.id}-ny", document=f"nyt/{plan.document}", title=f"{plan.title} (kopi)")


def test_every_criterion_has_its_common_texts(audit: Audit) -> None:
    plan = audit.plans[0]
    for criterion in CRITERIA:
        finding = Finding(criterion, "mangler", 0.9, (), "Væk.", "Skriv.")
        one = replace(plan, judgement=replace(plan.judgement, findings=(finding,)))
        (gap,) = for_management(replace(audit, plans=(one,))).gaps
        assert gap.criterion.id == criterion
        assert gap.means.endswith(".")
        assert gap.action.endswith((".", "?"))


def test_both_forms_tell_the_same(audit: Audit, tmp_path: Path) -> None:
    html, word = write_management(audit, tmp_path, Settings())
    page, document = html.read_text(encoding="utf-8"), docx.Document(str(word))
    headings = [b.text for b in tell(audit, Settings()).blocks if isinstance(b, Heading)]
    assert re.findall(r"<h[23]>([^<]+)</h[23]>", page) == headings
    found = [p.text for p in document.paragraphs if p.style and p.style.name in ("Heading 1", "Heading 2")]
    assert found == headings
    pictures = list(document.element.iter(qn("wp:docPr")))
    assert 2 * len(pictures) == page.count("<svg")
    assert all(picture.get("descr") for picture in pictures)


def test_the_outermost_folder_is_the_workplace_of_plans_that_name_none(audit: Audit) -> None:
    silent = replace(
        audit.plans[0], document="Nord/2025/plan.docx", metadata=Metadata(None, None, None, None)
    )
    loose = replace(silent, id="p-løs", document="plan.docx")
    summary = summarise(replace(audit, plans=(silent, loose)))
    assert [workplace.name for workplace in summary.workplaces] == ["Nord", ""]


def test_every_part_is_told(audit: Audit) -> None:
    story = tell(audit, Settings(earlier=()))
    tables = {block.title: block for block in story.blocks if isinstance(block, Grid)}
    for field in load_method().fields:
        rows = tables[field.name].rows
        assert len(rows) == sum(id.startswith(f"{field.id}.") for id in CRITERIA)
        assert all(sum(int(str(cell)) for cell in row[1:5]) == len(audit.plans) for row in rows)
    together = tables["Hvad træningen rummer"].rows[:4]
    assert sum(int(str(row[1])) for row in together) == len(audit.plans)
    words = [p.passage.text for plan in audit.plans for p in plan.passages]
    quoted = [c.text for row in tables["Eksempler på god praksis"].rows for c in row if isinstance(c, Quoted)]
    assert len(quoted) == len(set(quoted)) >= 5
    assert all(any(text == " ".join(said.split()) for said in words) for text in quoted)


def test_nobody_is_named(audit: Audit, tmp_path: Path) -> None:
    html, _ = write_management(audit, tmp_path, Settings(earlier=()))
    assert not re.search(r"Jytte|Brandstrup|Mohamad|Henning|Pernille|Rikke", html.read_text(encoding="utf-8"))


def test_no_plan_is_no_problem(tmp_path: Path) -> None:
    html, word = write_management(corpus_audit([]), tmp_path, Settings())
    assert "0 planer" in html.read_text(encoding="utf-8")
    assert docx.Document(str(word)).paragraphs


def test_same_audit_same_bytes(audit: Audit, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_management(audit, tmp_path, Settings())]
    assert [path.read_bytes() for path in write_management(audit, tmp_path, Settings())] == first


def test_nothing_changed_since_itself(audit: Audit, tmp_path: Path) -> None:
    changes = compare(audit, read_earlier(write_json(audit, tmp_path)))
    assert len(changes.plans) == len(audit.plans)
    assert (changes.added, changes.gone) == ((), ())
    assert changes.count("new") == changes.count("mended") == 0
    gaps = [f for p in audit.plans for f in p.judgement.findings if f.verdict in ("mangler", "delvist")]
    assert changes.count("unchanged") == len(gaps)


def test_renamed_plans_are_found_by_content(audit: Audit, tmp_path: Path) -> None:
    plans = [plan for plan in audit.plans if len(plan.passages) > 5]
    before = replace(audit, plans=tuple(worse(plan) for plan in plans))
    write_json(before, tmp_path)
    now = replace(audit, plans=tuple(renamed(plan) for plan in plans[1:]))
    changes = compare(now, read_earlier(tmp_path))
    assert changes.gone == (plans[0].title,)
    assert changes.added == ()
    mended = [p for p in plans[1:] if p.judgement.findings[0].verdict not in ("mangler", "delvist")]
    assert changes.criteria("mended") == [(CRITERIA[0], len(mended))]


def test_what_is_no_audit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlantjekError, match="kan ikke læses"):
        read_earlier(tmp_path)
    (tmp_path / "audit.json").write_text(json.dumps({"schema": "andet"}), encoding="utf-8")
    with pytest.raises(PlantjekError, match="ikke en audit"):
        read_earlier(tmp_path)


def test_charts_follow_the_page_and_tell_their_values() -> None:
    chart = Chart("Fine planer", ("Øst & Vest",), (Series("planer", "#2f7ea8", (3,)),))
    drawn = svg(chart)
    assert drawn == svg(chart)
    assert 'class="chart narrow"' in svg(chart, narrow=True)
    assert 'aria-label="Fine planer. Øst &amp; Vest: planer 3."' in drawn
    assert "currentColor" in drawn
    assert "url(http" not in drawn
    assert png(chart).startswith(b"\x89PNG")
