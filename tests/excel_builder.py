"""Writes labelled plans as workbooks in the layouts that departments use, to measure their reading."""

import io
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

SHEET_TITLE = re.compile(r"\A(?:logf|f)?(?:ane|ark)\b|\A(?:fane|ark|logfane)", re.IGNORECASE)
ASIDE = re.compile(r"fane|ark|læs|vejl|legend|log|version|sådan|brug|note nederst", re.IGNORECASE)
TITLES = ("Kompetenceudvikling 2025", "Kompetenceplaner 2025", "MUS 2025, aftaler", "Udvikling i afdelingen")
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Looks:
    """How a workbook is written: bold headers, filled headers, a title row, an empty column or row first."""

    bold: bool = True
    filled: bool = False
    title: bool = True
    left: int = 1  # first column used
    top: int = 1  # first row used
    form: str = "left"  # left, above, pairs
    blocks: str = "sheets"  # several forms: sheets or stacked
    turned: bool = False  # several plans of one table: a plan a column


def as_bytes(book: Workbook) -> bytes:
    """The workbook as a file's content."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_name(text: str, book: Workbook) -> str:
    """A name that Excel takes, different from those in use."""
    name = FORBIDDEN.sub(" ", text).strip().strip("'")[:28] or "Ark"
    taken = {other.lower() for other in book.sheetnames}
    return next(
        one for one in [name, *(f"{name[:26]} {n}" for n in range(2, 99))] if one.lower() not in taken
    )


class Pen:
    """Writes down a sheet, row after row."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self.sheet, self.looks, self.row = sheet, looks, looks.top

    def put(self, row: int, column: int, text: str, header: bool = False) -> None:
        cell = self.sheet.cell(row, column + self.looks.left - 1, text)
        if isinstance(text, str) and text.startswith("="):
            cell.data_type = "s"
        if "\n" in text:
            cell.alignment = Alignment(wrap_text=True)
        if header and self.looks.bold:
            cell.font = Font(bold=True)
        if header and self.looks.filled:
            cell.fill = PatternFill("solid", fgColor="FFD9E1F2")

    def line(self, *texts: str, header: bool = False) -> None:
        for column, text in enumerate(texts, 1):
            if text:
                self.put(self.row, column, text, header)
        self.row += 1

    def title(self, text: str) -> None:
        self.sheet.cell(self.row, self.looks.left, text).font = Font(bold=self.looks.bold, size=14)
        self.row += 2


Passages = Sequence[dict[str, Any]]


def rows_of(passages: Passages) -> list[dict[str, list[str]]]:
    """Passages put into rows: a heading whose cell is filled starts a new row, unless it just goes on."""
    rows: list[dict[str, list[str]]] = [{}]
    before = None
    for passage in passages:
        heading = passage["heading"]
        if heading in rows[-1] and heading != before:
            rows.append({})
        rows[-1].setdefault(heading, []).append(passage["text"])
        before = heading
    return rows


def write_rows(pen: Pen, rows: Sequence[dict[str, list[str]]], order: Sequence[str] = ()) -> None:
    """A table: a header row, then a line a row, the pieces of a cell as its lines."""
    columns = list(dict.fromkeys([*order, *(heading for row in rows for heading in row)]))
    pen.line(*columns, header=True)
    for row in rows:
        pen.line(*("\n".join(row.get(column, [])) for column in columns))


def write_turned(pen: Pen, rows: Sequence[dict[str, list[str]]], order: Sequence[str] = ()) -> None:
    """The same table on its side: a label and the answers of each plan in every line."""
    for heading in order:
        pen.put(pen.row, 1, heading, header=True)
        for column, row in enumerate(rows, 2):
            pen.put(pen.row, column, "\n".join(row.get(heading, [])))
        pen.row += 1


def write_form(pen: Pen, passages: Passages) -> None:
    """A form: labels left of, or above, their answers."""
    groups: list[tuple[str | None, list[str]]] = []
    for passage in passages:
        if groups and groups[-1][0] == passage["heading"]:
            groups[-1][1].append(passage["text"])
        else:
            groups.append((passage["heading"], [passage["text"]]))
    for label, texts in groups:
        if label is None:
            for text in texts:
                pen.line(text)
        elif pen.looks.form == "above":
            pen.line(label, header=True)
            for text in texts:
                pen.line(text)
        else:
            pen.put(pen.row, 1, label, header=True)
            for text in texts:
                pen.put(pen.row, 2, text)
                pen.row += 1


def render(document: dict[str, Any], looks: Looks) -> bytes:
    """A corpus document as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    plans = document["plans"] or [{"title": "Ark1", "passages": document["passages"]}]
    outside = document.get("passages", []) if document["plans"] else []
    if document["form"] == "excel-rows":
        _render_rows(book, plans, outside, looks)
    else:
        _render_forms(book, plans, outside, looks)
    return as_bytes(book)


def _by_sheet(plans: Sequence[dict[str, Any]]) -> bool:
    return len(plans) > 1 and any(SHEET_TITLE.search(plan["title"]) for plan in plans)


def _new(book: Workbook, name: str, looks: Looks) -> Pen:
    return Pen(book.create_sheet(sheet_name(name, book)), looks)


def _render_rows(book: Workbook, plans: Sequence[dict[str, Any]], outside: Passages, looks: Looks) -> None:
    headings = [{p["heading"] for p in plan["passages"]} for plan in plans]
    alike = all(len(a & headings[0]) * 2 >= len(a) for a in headings)
    if len(plans) == 1 or _by_sheet(plans) or not alike:
        for plan in plans:
            name = plan["title"] if len(plans) > 1 else "Ark1"
            _single_table(_new(book, name, looks), plan, looks)
    else:
        pen = _new(book, "Ark1", looks)
        if looks.title:
            pen.title(random.Random(plans[0]["title"]).choice(TITLES))
        merged = []
        for plan in plans:
            row: dict[str, list[str]] = {}
            for passage in plan["passages"]:
                row.setdefault(passage["heading"] or "Bemærkninger", []).append(passage["text"])
            merged.append(row)
        counts = {h: sum(h in row for row in merged) for row in merged for h in row}
        order = sorted(counts, key=lambda heading: counts[heading] == 1)
        write = write_turned if looks.turned else write_rows
        write(pen, [{h: row[h] for h in order if h in row} for row in merged], order)
    _render_outside(book, outside, looks)


def _single_table(pen: Pen, plan: dict[str, Any], looks: Looks) -> None:
    passages = plan["passages"]
    if looks.title:
        pen.title(plan["title"])
    first = next((n for n, p in enumerate(passages) if p["heading"] is not None), len(passages))
    for passage in passages[:first]:
        pen.line(passage["text"])
    if first and first < len(passages):
        pen.row += 1
    asides = _asides(passages)
    if asides:
        write_form(pen, asides)
        pen.row += 1
    headed = [p for p in passages if p["heading"] is not None and p not in asides]
    rows = rows_of(headed)
    counts = {h: sum(h in row for row in rows) for row in rows for h in row}
    recurring = [h for h, n in counts.items() if n > 1]
    foot = [p for p in headed if len(recurring) >= 3 and counts[p["heading"]] == 1 and _is_late(p, headed)]
    write_rows(pen, rows_of([p for p in headed if p not in foot]) if headed else [])
    if foot:
        pen.row += 1
        write_form(pen, foot)
    rest = [p for p in passages[first:] if p["heading"] is None]
    if rest:
        pen.row += 1
    for passage in rest:
        pen.line(passage["text"])


def _asides(passages: Passages) -> list[dict[str, Any]]:
    """What stands at the top under a label of the sheet itself (Fane 1, Ark-info): no column of the table."""
    headings = [p["heading"] for p in passages if p["heading"] is not None]
    first = headings[0] if headings else ""
    times = sum(a == first and b != first for a, b in pairwise([*headings, ""]))
    aside = times == 1 and re.match(r"(?:fane|ark)\b", first, re.IGNORECASE)
    return [p for p in passages if p["heading"] == first] if aside else []


def _is_late(passage: dict[str, Any], headed: Passages) -> bool:
    at = max(n for n, p in enumerate(headed) if p["heading"] == passage["heading"])
    counts: dict[Any, int] = {}
    for p in headed:
        counts[p["heading"]] = counts.get(p["heading"], 0) + 1
    return all(counts[p["heading"]] <= 3 for p in headed[at:]) and at > len(headed) * 0.6


def _render_forms(book: Workbook, plans: Sequence[dict[str, Any]], outside: Passages, looks: Looks) -> None:
    if len(plans) == 1 or _by_sheet(plans) or looks.blocks == "sheets":
        for plan in plans:
            pen = _new(book, plan["title"] if len(plans) > 1 else "Ark1", looks)
            if looks.title:
                pen.title(plan["title"])
            write_form(pen, plan["passages"])
    else:
        pen = _new(book, "Ark1", looks)
        for plan in plans:
            pen.title(plan["title"])
            write_form(pen, plan["passages"])
            pen.row += 2
    _render_outside(book, outside, looks)


def _render_outside(book: Workbook, outside: Passages, looks: Looks) -> None:
    for heading in dict.fromkeys(p["heading"] for p in outside):
        texts = [p["text"] for p in outside if p["heading"] == heading]
        if heading and not ASIDE.search(heading):
            sheet = book.worksheets[0]
            pen = Pen(sheet, looks)
            pen.row = sheet.max_row + 2
            pen.put(pen.row, 1, heading, header=True)
            for text in texts:
                pen.line("", text)
        else:
            pen = _new(book, heading or "Vejledning", looks)
            for text in texts:
                pen.line(text)


def normal(text: str) -> str:
    """A text as it is compared: no bullet, spaces as one."""
    return " ".join(re.sub(r"\A[-–—•*]\s+", "", text).split())


def gold(document: dict[str, Any]) -> Iterator[tuple[int, str, str | None]]:
    """Plan number (-1 outside), text and heading of each passage of a corpus document."""
    for number, plan in enumerate(document["plans"]):
        for passage in plan["passages"]:
            yield number, passage["text"], passage["heading"]
    for passage in document.get("passages", []):
        yield -1, passage["text"], passage["heading"]
