"""Text boxes of old workbooks: texts in several records, at their cell; notes and buttons are none."""

import struct

from extractors.excel_biff8 import ANCHOR, DRAWING, MORE, SHAPE, TEXT, boxes_in
from extractors.excel_sheet import Remark


def shape(kind: int, row: int, column: int, *pieces: tuple[int, bytes]) -> list[tuple[int, bytes]]:
    length = sum(len(piece) // (1 + wide) for wide, piece in pieces)
    return [
        (DRAWING, b"\x00\x00" + ANCHOR + struct.pack("<HHHH", 0, column, 0, row) + bytes(10)),
        (SHAPE, struct.pack("<HHHH", 0x15, 0x12, kind, 1) + bytes(14)),
        (TEXT, bytes(10) + struct.pack("<H", length) + bytes(6)),
        *((MORE, bytes([wide]) + piece) for wide, piece in pieces),
        (MORE, bytes(16)),  # how the text looks
    ]


def test_a_text_goes_on_over_records() -> None:
    wide = " på Ærø".encode("utf-16-le")
    records = shape(6, 3, 1, (0, b"Husk Ulla"), (1, wide)) + shape(0x1E, 0, 5, (0, b"Alle med"))
    assert list(boxes_in(iter(records))) == [Remark(4, 2, "Husk Ulla på Ærø"), Remark(1, 6, "Alle med")]


def test_notes_and_buttons_are_no_boxes() -> None:
    records = shape(0x19, 3, 1, (0, b"en note")) + shape(7, 3, 1, (0, b"Gem"))
    assert list(boxes_in(iter(records))) == []
