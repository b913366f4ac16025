"""Feature workbooks as LibreOffice saves them again: the same passages under the same headings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from excel_sheets import ROWS, everything, from_rows, put, read, written
from resave import SUFFIXES, save_again
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.legacy import find_office

Draw = Callable[[Workbook, Worksheet], None]
pytestmark = pytest.mark.skipif(find_office() is None, reason="LibreOffice er ikke installeret")


def _hidden(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, ROWS, bold=(0,))
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})


def _merged(book: Workbook, sheet: Worksheet) -> None:
    strong = book.add_format({"bold": True})
    sheet.merge_range("A1:B1", "Medarbejder", strong)
    sheet.merge_range("C1:D1", "Udvikling", strong)
    put(
        book,
        sheet,
        [(), ("Navn", "Stilling", "Mål", "Aktivitet"), ("Anna Holm", "SSA", "kende loven", "kursus")],
    )


def _notes(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, ROWS, bold=(0,))
    sheet.write_comment("B2", "aftalt på mødet", {"author": "Ida"})
    sheet.insert_textbox("F2", "Husk at tale med Ulla")


def _rich(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, ROWS, bold=(0,))
    struck = book.add_format({"font_strikeout": True})
    sheet.write_rich_string("B4", "kunne lytte", struck, " og tie")
    sheet.write("C4", "to ting\nkursus", book.add_format({"text_wrap": True}))


def _values(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, [("Mål", "Andel", "Dato")], bold=(0,))
    sheet.write("A2", "kunne lytte")
    sheet.write("B2", 0.25, book.add_format({"num_format": "0%"}))
    sheet.write("C2", 45_000, book.add_format({"num_format": "dd-mm-yyyy"}))


def _table(_book: Workbook, sheet: Worksheet) -> None:
    columns = [{"header": text} for text in ROWS[0]]
    sheet.add_table("B3:E5", {"data": [list(row) for row in ROWS[1:]], "columns": columns})


FEATURES: dict[str, Draw] = {
    "hidden": _hidden, "merged": _merged, "notes": _notes, "rich": _rich, "values": _values, "table": _table,
}  # fmt: skip


def summary(data: bytes, suffix: str) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((passage.text, passage.heading) for passage in everything(read(data, suffix)))


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All feature files in all formats, saved again in one run of the program for each format."""
    source, target = tmp_path_factory.mktemp("excel"), tmp_path_factory.mktemp("again")
    for name, draw in FEATURES.items():
        (source / f"{name}.xlsx").write_bytes(written(draw))
    (source / "plain.xlsx").write_bytes(from_rows(ROWS))
    return save_again(source, target)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", [*FEATURES, "plain"])
def test_a_feature_survives_libreoffice(resaved: Path, name: str, suffix: str) -> None:
    again = summary((resaved / f"{name}.{suffix}").read_bytes(), suffix)
    before = summary(written(FEATURES[name]) if name in FEATURES else from_rows(ROWS), "xlsx")
    assert again == before
