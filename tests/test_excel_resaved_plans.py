"""More workbooks as LibreOffice saves them again: the same plans, passages, headings and addresses."""

from pathlib import Path
from typing import Any

import pytest
from excel_sheets import HEADER, ROWS, Draw, put, read, written
from resave import SUFFIXES, save_again
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.legacy import find_office

COLUMNS = ("Medarbejder", "Opgave", "Hvorfor", "Mål", "Aktivitet", "Opfølgning")
ANNA = ("Anna Holm", "lede teammødet", "borgeren mærker roen", "kunne mødeledelse", "kursus", "status i maj")
BO = ("Bo Lund", "føre samtaler", "færre klager", "kende loven", "følge Ulla", "status i juni")
CODES = ("dd-mm-yyyy", "mmmm yyyy", "dddd", "0.0%", "#,##0", "hh:mm")
LOST = {
    ("formulas", "xls"),  # it writes 0 for a text that a formula makes
    ("values", "ods"),  # it writes months and days in the language of its own surface
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_office() is None, reason="LibreOffice er ikke installeret"),
]


def _row_plans(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, [("Hjemmeplejen Nord 2025",), (), COLUMNS, ANNA, BO], bold=(0, 2))


def _turned(book: Workbook, sheet: Worksheet) -> None:
    for column, texts in enumerate((COLUMNS, ANNA, BO)):
        sheet.write_column(0, column, texts, book.add_format({"bold": not column}))


def _forms(book: Workbook, sheet: Worksheet) -> None:
    """A form a sheet, its labels to the left."""
    for page, texts in ((sheet, ANNA), (book.add_worksheet("Bo"), BO)):
        page.write_column(0, 0, COLUMNS, book.add_format({"bold": True}))
        page.write_column(0, 1, texts)


def _stacked(book: Workbook, sheet: Worksheet) -> None:
    """Forms under one another, their labels above."""
    strong = book.add_format({"bold": True})
    for number, texts in enumerate((ANNA, BO)):
        for place, (label, text) in enumerate(zip(COLUMNS, texts, strict=True)):
            row = number * (2 * len(COLUMNS) + 2) + 2 * place
            sheet.write(row, 0, label, strong)
            sheet.write(row + 1, 0, text)


def _beside(book: Workbook, sheet: Worksheet) -> None:
    """A hidden sheet, a sheet of guidance and one that feeds a dropdown."""
    put(book, sheet, ROWS, bold=(0,))
    secret = book.add_worksheet("Løn")
    secret.write("A1", "ingen skal se det her")
    secret.hide()
    book.add_worksheet("Vejledning").write("A1", "Skriv målene sammen med din leder.")
    book.add_worksheet("Valg").write_column("A1", ["kursus", "workshop"])
    sheet.data_validation("C2:C9", {"validate": "list", "source": "=Valg!$A$1:$A$2"})


def _filtered(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, ROWS)
    sheet.autofilter("A1:D3")
    sheet.filter_column("A", "x == Anna*")
    sheet.set_row(2, None, None, {"hidden": True})


def _formulas(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, [HEADER], bold=(0,))
    sheet.write_row("A2", ["Anna", None, None, "teammøde"])
    sheet.write_formula("B2", '="kunne "&"lytte"', None, "kunne lytte")
    sheet.write_formula("C2", "=1/0", None, "#DIV/0!")


def _values(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, [("Mål", *CODES), ("kunne lytte",)], bold=(0,))
    for column, code in enumerate(CODES, 1):
        sheet.write(1, column, 45_728.25, book.add_format({"num_format": code}))


def _spanning(book: Workbook, sheet: Worksheet) -> None:
    """A merged name beside two rows, and several lines in a cell."""
    put(book, sheet, [COLUMNS, ANNA, (None, *BO[1:])], bold=(0,))
    sheet.merge_range("A2:A3", "Anna Holm")
    sheet.write("D3", "• kunne lytte\n• kunne spørge", book.add_format({"text_wrap": True}))


FEATURES: dict[str, Draw] = {
    "row plans": _row_plans, "turned": _turned, "forms": _forms, "stacked": _stacked, "beside": _beside,
    "filtered": _filtered, "formulas": _formulas, "values": _values, "spanning": _spanning,
}  # fmt: skip


def summary(data: bytes, suffix: str) -> list[Any]:
    """Each plan's title with its passages, and the passages outside: text, headings, address."""
    reading = read(data, suffix)
    plans = [(plan.title, plan.passages) for plan in reading.plans]
    return [
        (title, sorted((p.text, p.heading, p.place.part, p.place.at) for p in passages))
        for title, passages in [*plans, ("", reading.outside)]
    ]


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All feature files in all formats, saved again in one run of the program for each format."""
    source, target = tmp_path_factory.mktemp("excel"), tmp_path_factory.mktemp("again")
    for name, draw in FEATURES.items():
        (source / f"{name}.xlsx").write_bytes(written(draw))
    return save_again(source, target)


KEPT = [(name, suffix) for name in FEATURES for suffix in SUFFIXES if (name, suffix) not in LOST]


@pytest.mark.parametrize(("name", "suffix"), KEPT)
def test_plans_survive_libreoffice(resaved: Path, name: str, suffix: str) -> None:
    again = summary((resaved / f"{name}.{suffix}").read_bytes(), suffix)
    assert again == summary(written(FEATURES[name]), "xlsx")
