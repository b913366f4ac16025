"""A thousand plans: reports in under 60 s of processor time and 500 MB; the overview opens in under 2 s."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WRITE = """
import resource, sys, time
from dataclasses import replace
from pathlib import Path
from audit_builder import corpus_audit, corpus_rows
from reports.settings import Settings
from reports.writers import write_reports

audit = corpus_audit(corpus_rows("t1", "t2", "t3", "t4"))
times = 1000 // len(audit.plans) + 1
plans = tuple(replace(plan, id=f"p-{n:03}{plan.id[5:]}") for n in range(times) for plan in audit.plans)[:1000]
begun = time.process_time()
write_reports(replace(audit, plans=plans), Path(sys.argv[1]), Settings())
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, float]:
    folder = tmp_path_factory.mktemp("rapport")
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    run = [sys.executable, "-c", WRITE, str(folder)]
    told = subprocess.run(
        run, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, told.stdout.split())
    return folder, seconds, megabytes


def test_reports_are_written_lean(written: tuple[Path, float, float]) -> None:
    folder, seconds, megabytes = written
    assert len(list((folder / "planer").glob("*.html"))) == 1000
    assert seconds < 60
    assert megabytes < 500


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_overview_opens_and_searches_at_once(written: tuple[Path, float, float]) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto("about:blank")
        begun = time.perf_counter()
        page.goto((written[0] / "index.html").as_uri(), wait_until="load")
        page.wait_for_selector("#tabel tbody tr:nth-child(100)")
        opened = time.perf_counter() - begun
        begun = time.perf_counter()
        page.fill("#soeg", "supervision")
        page.wait_for_function("!document.getElementById('fund').hidden")
        found = time.perf_counter() - begun
        browser.close()
    assert (opened < 2, found < 2) == (True, True), (opened, found)
