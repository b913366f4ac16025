"""Text boxes of Excel 97-2003 files, which the library for .xls does not read: record by record."""

import struct
from collections.abc import Iterator, Mapping
from io import StringIO

from xlrd.compdoc import CompDoc, CompDocError

from extractors.excel_cells import clean
from extractors.excel_sheet import Remark

SHEET, START, END = 0x85, 0x809, 0x0A
DRAWING, SHAPE, TEXT, MORE = 0xEC, 0x5D, 0x1B6, 0x3C
ANCHOR = b"\x10\xf0\x12\x00\x00\x00"  # head of the record that tells which cell a shape begins at
WRITTEN_ON = (2, 3, 6, 0x1E)  # rectangle, oval, text box, drawing; not notes and form controls
Record = tuple[int, bytes]


def text_boxes(data: bytes) -> Mapping[str, tuple[Remark, ...]] | None:
    """The text boxes by the sheet's name; None where the records that hold them are broken."""
    try:
        stream = CompDoc(data, logfile=StringIO()).get_named_stream("Workbook") or b""
        return {name: tuple(boxes_in(_sheet(stream, at))) for name, at in _sheets(stream)}
    except (CompDocError, struct.error, IndexError, UnicodeDecodeError):
        return None


def _records(stream: bytes, at: int) -> Iterator[Record]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Names of the sheets and where in the stream they begin."""
    for kind, content in _sheet(stream, 0):
        if kind == SHEET:
            wide = content[7] & 1
            name = content[8 : 8 + content[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            yield name, struct.unpack_from("<I", content)[0]


def _sheet(stream: bytes, at: int) -> Iterator[Record]:
    """The records from a start to its end, those of charts on the sheet left out."""
    depth = 0
    for kind, content in _records(stream, at):
        depth += (kind == START) - (kind == END)
        if depth == 1:
            yield kind, content
        if not depth:
            return


def boxes_in(records: Iterator[Record]) -> Iterator[Remark]:
    """The texts of the shapes among a sheet's records; struct.error and others where they are broken."""
    row = column = shape = missing = 0
    text = ""
    for kind, content in records:
        if kind == DRAWING and ANCHOR in content:
            at = content.rindex(ANCHOR) + len(ANCHOR)
            column, _, row = struct.unpack_from("<HHH", content, at + 2)
        elif kind == SHAPE:
            shape = struct.unpack_from("<H", content, 4)[0]
        elif kind == TEXT and shape in WRITTEN_ON:
            missing, text = struct.unpack_from("<H", content, 10)[0], ""
        elif kind == MORE and missing > 0:
            piece = content[1:].decode("utf-16-le" if content[0] & 1 else "latin-1", "replace")[:missing]
            text, missing = text + piece, missing - len(piece)
            if missing <= 0 and clean(text).strip():
                yield Remark(row + 1, column + 1, clean(text).strip())
