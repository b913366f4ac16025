"""Fuzzing of the Excel reader: whatever the bytes, the file is read or refused with a code, never a crash."""

import random
from collections.abc import Mapping
from copy import deepcopy
from datetime import timedelta
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from excel_sheets import ROWS, changed, from_rows, put, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from xlsb_builder import sheet as xlsb_sheet
from xlsb_builder import xlsb
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.excel import read_excel
from extractors.faults import UnreadableError

RELAXED = settings(
    max_examples=60, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck), derandomize=True
)
CODES = ("", "corrupt", "not_office", "encrypted", "too_large", "unsafe")
CUTS = (
    "", "9999999999", "-1", 'r="A0"', 'r="XFD1048577"', 's="77"', 't="s"', "<c/>", "<v>1e999</v>", "</row>",
    'ref="A1:XFD1048576"', 'hidden="1"', "&#0;", 'r:id="rId99"', "<mergeCell/>",
)  # fmt: skip

VALUES = (
    "",
    "0",
    "-1",
    "9999999999",
    "1e999",
    "nan",
    "A0",
    "XFD1048577",
    "A1:XFD1048576",
    "B2:A1",
    "s",
    "x",
    "ÆØ",
)


def _rich(book: Workbook, sheet: Worksheet) -> None:
    """Something of all that a workbook keeps in parts of its own."""
    put(book, sheet, ROWS, bold=(0,))
    struck = book.add_format({"font_strikeout": True})
    sheet.write_rich_string("B4", "kunne lytte", struck, " og tie")
    sheet.write("C4", 45_000, book.add_format({"num_format": "dd-mm-yyyy"}))
    sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
    sheet.write_comment("B2", "aftalt på mødet", {"author": "Ida"})
    sheet.insert_textbox("F2", "Husk at tale med Ulla")
    sheet.merge_range("A6:B7", "Fælles for holdet")
    sheet.autofilter("A1:D4")
    sheet.add_table("H1:I3", {"columns": [{"header": "Mål"}, {"header": "Uge"}], "data": [["lytte", 3]]})
    lists = book.add_worksheet("Valg")
    lists.write_column("A1", ["kursus", "workshop"])
    sheet.data_validation("C2:C9", {"validate": "list", "source": "=Valg!$A$1:$A$2"})


@cache
def _books() -> tuple[tuple[str, bytes], ...]:
    rich = written(_rich)
    strict = changed(
        from_rows(ROWS), {"xl/workbook.xml": lambda text: text.replace("spreadsheetml/2006", "x")}
    )
    cells = {(row, column): text for row, line in enumerate(ROWS) for column, text in enumerate(line)}
    binary = xlsb({"Plan": xlsb_sheet(cells)})
    return ("xlsx", rich), ("xlsx", strict), ("xlsm", from_rows(ROWS)), ("xlsb", binary)


def read_or_refuse(data: bytes, suffix: str) -> None:
    code = ""
    try:
        read_excel(data, suffix)
    except UnreadableError as error:
        code = error.code
    assert code in CODES


def zipped_with(files: Mapping[str, bytes], name: str, content: bytes) -> bytes:
    """The package of these parts with other content in one of them."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for part, old in files.items():
            archive.writestr(part, content if part == name else old)
    return stream.getvalue()


@RELAXED
@given(st.binary(max_size=400), st.sampled_from(["xlsx", "xls", "xlsb", "ods"]))
def test_any_bytes_are_refused_with_a_code(data: bytes, suffix: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_excel(data, suffix)
    assert caught.value.code in ("corrupt", "not_office", "encrypted")


@RELAXED
@given(st.integers(0, 10**9))
def test_damaged_workbooks_are_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    suffix, whole = rng.choice(_books())
    data = bytearray(whole)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data))
        data[at : at + rng.randint(0, 4)] = rng.randbytes(rng.randint(0, 4))
    read_or_refuse(bytes(data), suffix)


@RELAXED
@given(st.integers(0, 10**9))
def test_damaged_parts_are_read_or_refused(seed: int) -> None:
    """The same inside the parts, where checksums do not protect."""
    rng = random.Random(seed)
    suffix, whole = rng.choice(_books())
    with ZipFile(BytesIO(whole)) as archive:
        files = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
    name = rng.choice(sorted(files))
    text = files[name]
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text) + 1)
        end = text.find(">", start) + 1 or start
        cut = rng.choice([text[start:end], *CUTS])
        text = text[:start] + cut + text[end if rng.random() < 0.5 else start :]
    parts = {part: content.encode("latin-1") for part, content in files.items()}
    read_or_refuse(zipped_with(parts, name, text.encode("latin-1")), suffix)


@RELAXED
@given(st.integers(0, 10**9))
def test_odd_parts_are_read_or_refused(seed: int) -> None:
    """Parts that are sound XML with values, places and numbers of elements that nobody would write."""
    rng = random.Random(seed)
    with ZipFile(BytesIO(_books()[0][1])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([name for name in sorted(files) if name.endswith((".xml", ".rels"))])
    root = etree.fromstring(files[name])
    for _ in range(rng.randint(1, 5)):
        _spoil(rng, rng.choice(list(root.iter(etree.Element))))
    read_or_refuse(zipped_with(files, name, etree.tostring(root)), "xlsx")


def _spoil(rng: random.Random, node: etree._Element) -> None:
    """Changes a value or the text, or takes the element out or puts it in twice."""
    parent, way = node.getparent(), rng.random()
    if way < 0.5 and node.attrib:
        node.set(rng.choice(list(node.attrib)), rng.choice(VALUES))
    elif way < 0.7:
        node.text = rng.choice(VALUES)
    elif parent is not None and way < 0.85:
        parent.remove(node)
    elif parent is not None:
        parent.append(deepcopy(node))
