"""Laws of reading workbooks: nothing lost, nothing twice, same file same passages, other formats the same."""

import io
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from excel_builder import Looks, gold, normal, render
from excel_sheets import everything, from_rows, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.excel import read_sheets
from extractors.excel_passages import lines_in

CORPUS = Path(__file__).parents[1] / "models" / "corpus"
LOOKS = {"bold": Looks(), "plain": Looks(bold=False), "filled": Looks(bold=False, filled=True, left=2, top=2),
         "above": Looks(form="above"), "stacked": Looks(blocks="stacked")}  # fmt: skip
WORD = st.text("abcdefghijklmnopqrstuvwxyzæøåÆØÅ ,:?", min_size=1, max_size=40).map(str.strip)
TEXT = WORD.filter(lambda text: any(map(str.isalpha, text)) and text not in ("x", "X"))
CELL = st.one_of(st.none(), TEXT, st.integers(0, 99))
GRID = st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=12)


def documents(step: int) -> list[dict[str, Any]]:
    """Every nth of the labelled workbooks."""
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    found = [json.loads(line) for line in lines if '"form": "excel-' in line]
    return found[::step]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(GRID, st.sets(st.integers(0, 11)))
def test_every_cell_is_read_once(grid: list[list[str | int | None]], bold: set[int]) -> None:
    data = from_rows(grid, bold=sorted(bold))
    reading = read(data)
    wanted = Counter(line for row in grid for cell in row if isinstance(cell, str) for line in lines_in(cell))
    found = Counter(passage.text for passage in everything(reading))
    found.update(line for heading in reading.headings for line in lines_in(heading.text))
    assert {text: count for text, count in found.items() if not text.isdecimal()} == wanted
    assert read(data) == reading


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(GRID)
def test_values_are_those_of_an_independent_reader(grid: list[list[str | int | None]]) -> None:
    data = from_rows(grid)
    sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
    start = sheet.start or (0, 0)
    theirs = {
        (row, column): str(int(value) if isinstance(value, float) else value).strip()
        for row, values in enumerate(sheet.to_python(), start[0] + 1)
        for column, value in enumerate(values, start[1] + 1)
        if str(value).strip()
    }
    assert {(cell.row, cell.column): cell.text for cell in read_sheets(data, "xlsx")[0].cells} == theirs


@pytest.mark.parametrize(
    ("name", "least"), [("bold", 0.99), ("filled", 0.98), ("above", 0.98), ("plain", 0.96)]
)
def test_labelled_plans_are_read_back(name: str, least: float) -> None:
    found = headed = wanted = spurious = 0
    for document in documents(step=8):
        passages = everything(read(render(document, LOOKS[name])))
        pool = Counter((normal(p.text), p.heading[-1] if p.heading else None) for p in passages)
        texts = Counter(normal(p.text) for p in passages)
        expected = [(normal(text), heading) for _, text, heading in gold(document)]
        wanted += len(expected)
        found += (Counter(text for text, _ in expected) & texts).total()
        spurious += (texts - Counter(text for text, _ in expected)).total()
        headed += (Counter(pair for pair in expected if pair[1]) & pool).total()
        headed += sum(heading is None or document["plans"] == [] for _, heading in expected)
    assert found / wanted >= least
    assert min(headed, wanted) / wanted >= least - 0.02
    assert spurious / wanted <= 0.01


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx"])
def test_the_same_is_read_after_libreoffice_has_saved_it(suffix: str, tmp_path: Path) -> None:
    sources = []
    for number, document in enumerate(documents(step=30)):
        source = tmp_path / f"plan{number}.xlsx"
        source.write_bytes(render(document, Looks()))
        sources.append(source)
    out = tmp_path / "out"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        suffix,
        "--outdir",
        str(out),
        *map(str, sources),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for source in sources:
        again = read((out / source.with_suffix(f".{suffix}").name).read_bytes(), suffix)
        assert again.plans == read(source.read_bytes()).plans
