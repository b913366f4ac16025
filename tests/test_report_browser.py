"""The pages in headless Chromium: axe-core finds nothing, filters, sorting and search work; else skipped."""

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from audit_builder import corpus_audit, corpus_rows

from reports.links import plan_page
from reports.settings import Settings
from reports.writers import write_reports

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
AUDIT = corpus_audit(islice(corpus_rows("t1", "t4"), 14))
PLAN = plan_page(AUDIT.plans[1].title, AUDIT.plans[1].id)
PAGES = ("index.html", "ledelse.html", PLAN)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rapport")
    write_reports(AUDIT, folder, Settings(organisation="Nordby Kommune", earlier=()))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Any, path: Path, scheme: str = "light", width: int = 1440) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing(browser: Any, report: Path, name: str, scheme: str, width: int) -> None:
    page = opened(browser, report / name, scheme, width)
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    page.context.close()
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


def test_no_request_but_for_the_page_itself(browser: Any, report: Path) -> None:
    for name in PAGES:
        context = browser.new_context()
        asked: list[str] = []
        page = context.new_page()
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto((report / name).as_uri())
        context.close()
        assert [url for url in asked if not url.startswith("data:")] == [(report / name).as_uri()]


def test_filter_sort_and_search(browser: Any, report: Path) -> None:
    page = opened(browser, report / "index.html")
    rows = page.locator("#tabel tbody tr")
    assert rows.count() == len(AUDIT.plans)
    page.select_option("#kriterium", "0")
    missing = [p for p in AUDIT.plans if p.judgement.findings[0].verdict == "mangler"]
    assert page.input_value("#dom") == "m"
    assert rows.count() == len(missing)
    page.click("button[type=reset]")
    page.wait_for_function(f"document.querySelectorAll('#tabel tbody tr').length === {len(AUDIT.plans)}")
    page.focus("[data-sort='1'] button")
    page.keyboard.press("Enter")
    scores = [int(text) for text in page.locator("#tabel tbody td:nth-child(2)").all_inner_texts()]
    assert scores == sorted(plan.judgement.score for plan in AUDIT.plans)
    page.fill("#soeg", "supervision")
    expected = [p for p in AUDIT.plans if any("supervision" in q.passage.text.lower() for q in p.passages)]
    assert rows.count() == len(expected)
    page.context.close()


def test_a_quote_leads_to_its_passage(browser: Any, report: Path) -> None:
    page = opened(browser, report / PLAN)
    page.locator(".verdicts .place").first.click()
    assert page.locator("details.read").get_attribute("open") is not None
    page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_itself_never_scrolls_sideways(browser: Any, report: Path, name: str, width: int) -> None:
    page = opened(browser, report / name, width=width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert wide <= width
