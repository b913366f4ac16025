"""English reports: every text translated, every sentence retold, the plans' own words left in Danish."""

import ast
import gettext
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from itertools import islice
from pathlib import Path

import docx
import pytest
from audit_builder import corpus_audit, corpus_rows
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docx.oxml.ns import qn

import extractors
import pipeline
from reports.audit import Audit
from reports.catalogue import catalogue_path, messages
from reports.fault_texts import fault_texts
from reports.judge import judge
from reports.mask_audit import ChangedPlans
from reports.order import sort_key
from reports.retell import retell
from reports.settings import Settings
from reports.texts import fill, percent, translate
from reports.writers import write_reports

SAME = {
    "1 plan",
    "1 passage",
    "plantjek",
    "score",
    "Score",
    "{field}, score",
    "Status",
    "Plan",
    "Passage",
    "note",
}
SAME |= {"Feedback", "Coaching", "Seminar", "[e-mail]"}
GAP = re.compile(r"\{\w*\}")


@cache
def judged() -> Audit:
    audit = corpus_audit(islice(corpus_rows("t1", "t4"), 12))
    plans = [replace(plan, judgement=judge(plan.passages)) for plan in audit.plans]
    return replace(audit, plans=tuple(plans))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("report")
    write_reports(judged(), made, Settings(language="en", earlier=()))
    return made


def letters(text: str) -> str:
    """The letters of a text outside its gaps."""
    return "".join(filter(str.isalpha, GAP.sub("", text)))


def test_every_text_is_translated_with_the_same_gaps() -> None:
    for text in messages():
        said = translate(text, "en")
        assert said != text or text in SAME or not letters(text), text
        assert sorted(GAP.findall(said)) == sorted(GAP.findall(text)), text


def test_the_compiled_catalogue_is_the_written_one() -> None:
    made = BytesIO()
    with catalogue_path("en").open("rb") as file:
        write_mo(made, read_po(file, locale="en"))
    made.seek(0)
    with catalogue_path("en").with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file)._catalog == gettext.GNUTranslations(made)._catalog  # type: ignore[attr-defined]


def test_every_message_of_a_fault_is_known() -> None:
    known = {GAP.sub("{}", text) for text in fault_texts()}
    assert {text for text in fault_messages() if text not in known} == set()


def fault_messages() -> Iterator[str]:
    """The messages in the sources, with {} for what is filled in; marking is no part of an audit."""
    for package in (extractors, pipeline):
        for path in sorted(Path(str(package.__file__)).parent.glob("*.py")):
            if path.stem.endswith("_mark"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                    "UnreadableError",
                    "Fault",
                ):
                    yield from literal(node.args[1]) if len(node.args) > 1 else ()


def literal(node: ast.expr) -> Iterator[str]:
    """A string or f-string as one text."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def test_every_reason_advice_and_pitfall_is_retold() -> None:
    for plan, told in zip(judged().plans, retell(judged(), "en").plans, strict=True):
        pairs = list(zip(plan.judgement.findings, told.judgement.findings, strict=True))
        assert [own.reason for own, other in pairs if own.reason == other.reason] == []
        assert [own.advice for own, other in pairs if own.advice and own.advice == other.advice] == []
        pitfalls = zip(plan.judgement.pitfalls, told.judgement.pitfalls, strict=True)
        assert [own.text for own, other in pitfalls if own.text == other.text] == []


def test_no_danish_text_of_ours_is_left(folder: Path) -> None:
    ours = [text for text in messages() if len(text) > 12 and " " in text and not GAP.search(text)]
    plans = " ".join(p.passage.text + " ".join(p.passage.heading) for q in judged().plans for p in q.passages)
    for name, text in texts_of(folder):
        left = [danish for danish in ours if danish in text and danish not in plans]
        assert left == [], name


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """The text of each report but audit.json."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            yield path.name, unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))
        elif path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
            yield path.name, unescape(re.sub(r"<[^>]+>", "", "".join(parts)))


def test_quotes_stay_danish_and_are_marked_so(folder: Path) -> None:
    plan = judged().plans[1]
    page = next((folder / "planer").glob(f"*{plan.id}.html")).read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert all(p.passage.text.strip()[:30] in unescape(page) for p in plan.passages)
    assert f'<h1 lang="da">{plan.title}</h1>' in page
    document = docx.Document(str(next((folder / "planer").glob(f"*{plan.id}.docx"))))
    marked = {mark.get(qn("w:val")) for mark in document.element.iter(qn("w:lang"))}
    styles = {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert (marked, styles) == ({"da-DK"}, {"en-GB"})


def test_audit_json_stays_danish(folder: Path) -> None:
    assert '"Planen ' in (folder / "audit.json").read_text(encoding="utf-8").replace('"reason": ', "")


def test_numbers_and_order_are_those_of_the_language() -> None:
    assert [fill("{n}", language, n=12345) for language in ("da", "en")] == ["12.345", "12,345"]
    assert [percent(1, 4, language) for language in ("da", "en")] == ["25\u00a0%", "25%"]
    names = ["Zebra", "Åby", "Aaby", "Øst", "Ærø", "Dag", "Østre", "Ude"]
    danish, english = (sorted(names, key=lambda n: sort_key(n, language)) for language in ("da", "en"))
    assert " ".join(danish) == "Dag Ude Zebra Ærø Øst Østre Aaby Åby"
    assert " ".join(english) == "Aaby Åby Ærø Dag Øst Østre Ude Zebra"


def test_plans_are_changed_one_by_one() -> None:
    told = retell(judged(), "en").plans
    assert isinstance(told, ChangedPlans)
    assert told[1:3][0] == told[1]
