"""Writes binary workbooks (.xlsb) of text and numbers, record by record, for the tests."""

import struct
from collections.abc import Container, Iterable, Mapping

from word_builder import zipped

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "application/vnd.ms-excel"
Cells = Mapping[tuple[int, int], str | float]
ROW, REAL, TEXT, COLUMN = 0, 5, 6, 60
BEGIN_SHEET, END_SHEET, DIMENSION, BEGIN_DATA, END_DATA = 129, 130, 148, 145, 146
BEGIN_BOOK, END_BOOK, BEGIN_SHEETS, END_SHEETS, SHEET = 131, 132, 143, 144, 156


def record(kind: int, content: bytes = b"") -> bytes:
    """One record: its kind in one or two bytes, its length seven bits at a time, its content."""
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    length = bytearray()
    left = len(content)
    while True:
        length.append((left & 0x7F) | (0x80 if left > 127 else 0))
        left >>= 7
        if not left:
            return head + bytes(length) + content


def wide(text: str) -> bytes:
    """A counted string of two-byte letters."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def sheet(cells: Cells, hidden_rows: Container[int] = (), hidden_columns: Iterable[int] = ()) -> bytes:
    """The part of a sheet; cells by row and column, hidden rows and columns, all from 0."""
    rows = sorted({row for row, _ in cells})
    columns = [column for _, column in cells]
    size = struct.pack("<IIII", rows[0], rows[-1], min(columns), max(columns))
    content = record(BEGIN_SHEET) + record(DIMENSION, size)
    for column in hidden_columns:
        content += record(COLUMN, struct.pack("<IIIIH", column, column, 0, 0, 1))
    content += record(BEGIN_DATA)
    for row in rows:
        flags = 0x10 if row in hidden_rows else 0
        content += record(ROW, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        for (_, column), value in sorted(item for item in cells.items() if item[0][0] == row):
            start = struct.pack("<II", column, 0)
            if isinstance(value, str):
                content += record(TEXT, start + wide(value))
            else:
                content += record(REAL, start + struct.pack("<d", value))
    return content + record(END_DATA) + record(END_SHEET)


def xlsb(sheets: Mapping[str, bytes], hidden: str = "") -> bytes:
    """A workbook with these sheets, one of them hidden."""
    book = record(BEGIN_BOOK) + record(BEGIN_SHEETS)
    for number, name in enumerate(sheets, 1):
        state = struct.pack("<II", int(name == hidden), number)
        book += record(SHEET, state + wide(f"rId{number}") + wide(name))
    book += record(END_SHEETS) + record(END_BOOK)
    parts = {f"xl/worksheets/sheet{n}.bin": content for n, content in enumerate(sheets.values(), 1)}
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(parts) + 1)]
    kinds = {"xl/workbook.bin": "sheet.binary.macroEnabled.main", **dict.fromkeys(parts, "worksheet")}
    return zipped(
        {
            "[Content_Types].xml": _types(kinds),
            "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.bin")]),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _links(links),
            **parts,
        }
    )


def _types(parts: Mapping[str, str]) -> bytes:
    entries = "".join(
        f'<Override PartName="/{name}" ContentType="{MICROSOFT}.{kind}"/>' for name, kind in parts.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{entries}</Types>'.encode()


def _links(links: list[tuple[str, str, str]]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'.encode()
