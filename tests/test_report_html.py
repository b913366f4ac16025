"""The browser report: nothing leaves the page, every claim leads to a passage, text is escaped."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import pytest
from audit_builder import corpus_audit, corpus_rows

from reports.audit import Audit
from reports.html_report import write_html
from reports.links import plan_file
from reports.mask_audit import mask_audit
from reports.settings import Settings
from reports.writers import write_reports

ONLY_HTML = Settings(formats=("html",))
NASTY = '<script>alert("æ")</script> & <img src=//x.dk/a.png> </script>'


class Page(HTMLParser):
    """Collects ids, links and addresses that a browser would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        address = values.get("src") or (values.get("href") if tag == "link" else None)
        self.fetched += [address] if address else []


@pytest.fixture(scope="module")
def audit() -> Audit:
    return corpus_audit(islice(corpus_rows("t1", "t4"), 20))


@pytest.fixture(scope="module")
def written(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_html(audit, tmp_path_factory.mktemp("rapport"), ONLY_HTML)


def test_a_page_for_each_plan(audit: Audit, written: list[Path]) -> None:
    names = [f"{plan_file(plan.title, plan.id)}.html" for plan in audit.plans]
    assert [path.name for path in written] == ["index.html", *names]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-zA-Z0-9-]+\.html", name) for name in names)


def test_no_request_leaves_the_page(written: list[Path]) -> None:
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert all(address.startswith("data:") for address in Page(text).fetched)
        assert not re.search(r"url\(|@import|https?://", text)
        assert "default-src 'none'" in text


def test_links_lead_somewhere(written: list[Path]) -> None:
    for path in written:
        page = Page(path.read_text(encoding="utf-8"))
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            file, _, anchor = link.partition("#")
            assert (path.parent / file).exists() if file else anchor in page.ids


def test_every_passage_and_verdict_is_on_the_page(audit: Audit, written: list[Path]) -> None:
    for plan, path in zip(audit.plans, written[1:], strict=True):
        text = path.read_text(encoding="utf-8")
        assert text.count('<tr id="p') == len(plan.passages)
        assert text.count("<h4>") == 26


def test_text_of_plans_is_escaped(audit: Audit, tmp_path: Path) -> None:
    plan = replace(audit.plans[0], title=NASTY)
    nasty = mask_audit(replace(audit, plans=(plan,)), mask=lambda _: NASTY)
    plain = write_html(replace(audit, plans=audit.plans[:1]), tmp_path, Settings())
    counts = [Page(path.read_text(encoding="utf-8")).tags.count("script") for path in plain]
    for path, count in zip(write_html(nasty, tmp_path, Settings()), counts, strict=True):
        page = Page(path.read_text(encoding="utf-8"))
        assert page.tags.count("script") == count
        assert all(address.startswith("data:") for address in page.fetched)


def test_reports_hide_numbers_and_addresses(audit: Audit, tmp_path: Path) -> None:
    secret = "Jens, 120379-1234, jens@nordby.dk, tlf. 40 12 34 56"
    leaking = mask_audit(replace(audit, plans=audit.plans[:2]), mask=lambda text: f"{text} {secret}")
    for path in write_reports(leaking, tmp_path, ONLY_HTML):
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"120379-1234|jens@|40 12 34 56", text)


def test_same_audit_same_pages(audit: Audit, written: list[Path], tmp_path: Path) -> None:
    again = write_html(audit, tmp_path, ONLY_HTML)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_an_audit_without_plans_says_so(tmp_path: Path) -> None:
    (page,) = write_html(corpus_audit([]), tmp_path, Settings())
    text = page.read_text(encoding="utf-8")
    assert "ikke fundet nogen planer" in text
    assert "adgangskode" in text
