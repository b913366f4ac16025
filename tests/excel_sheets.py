"""Small workbooks for the Excel tests: sheets from rows, and parts put into a package by hand."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.document import Passage, Reading
from extractors.excel import read_excel

Draw = Callable[[Workbook, Worksheet], None]
HEADER = ("Medarbejder", "Mål", "Aktivitet", "Opfølgning")
ROWS = (
    HEADER,
    ("Anna Holm", "kunne nedtrappe en konflikt", "kursus i konflikthåndtering", "drøftes på teammødet"),
    ("Bo Lund", "kende reglerne om magtanvendelse", "sidemandsoplæring hos Ulla", "status i november"),
)


def written(draw: Draw, name: str = "Plan") -> bytes:
    """A workbook with one sheet that the function fills."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    draw(book, book.add_worksheet(name))
    book.close()
    return stream.getvalue()


def from_rows(rows: Sequence[Sequence[Any]], name: str = "Plan", bold: Sequence[int] = ()) -> bytes:
    """A workbook with one sheet of these rows; None leaves a cell empty, rows in bold count from 0."""

    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, rows, bold)

    return written(draw, name)


def put(book: Workbook, sheet: Worksheet, rows: Sequence[Sequence[Any]], bold: Sequence[int] = ()) -> None:
    """Writes rows from A1 on."""
    strong = book.add_format({"bold": True})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, strong if number in bold else None)


def changed(data: bytes, parts: dict[str, Callable[[str], str] | str | None]) -> bytes:
    """The package with parts rewritten (by a function of their text), added (text) or left out (None)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(part for part in parts if part not in old.namelist())]:
            change = parts.get(name, "")
            if change is None:
                continue
            text = old.read(name).decode() if name in old.namelist() else ""
            if callable(change):
                text = change(text)
            elif name in parts:
                text = change
            new.writestr(name, text)
    return stream.getvalue()


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    """A change of a part's text by a regular expression, which must match."""

    def change(text: str) -> str:
        result, count = re.subn(pattern, by, text, count=1, flags=re.DOTALL)
        assert count, pattern
        return result

    return change


def read(data: bytes, suffix: str = "xlsx") -> Reading:
    """The reading of a workbook."""
    return read_excel(data, suffix)


def everything(reading: Reading) -> list[Passage]:
    """All passages, of the plans first."""
    return [passage for plan in reading.plans for passage in plan.passages] + list(reading.outside)


def texts(reading: Reading) -> list[str]:
    """The text of all passages."""
    return [passage.text for passage in everything(reading)]


def one(reading: Reading, text: str) -> Passage:
    """The passage with this text, which is there exactly once."""
    found = [passage for passage in everything(reading) if passage.text == text]
    assert len(found) == 1, (text, texts(reading))
    return found[0]
