"""The visible sheets of an OpenDocument workbook, whose cells keep the text as it was last shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.excel_cells import CELL_LIMIT, clean
from extractors.excel_sheet import Cell, Remark, Sheet
from extractors.faults import UnreadableError
from extractors.package import Package

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, TEXT, OFFICE, STYLE, FO, DRAW = (
    f"{{{_ODF}{name}:1.0}}" for name in ("table", "text", "office", "style", "xsl-fo-compatible", "drawing")
)
ROW, CELL, COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
COLUMN, PARAGRAPH, NOTE = TABLE + "table-column", TEXT + "p", OFFICE + "annotation"
NUMBERS = ("float", "boolean")
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")  # where no program says so


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a style says of a cell, column, row or table."""

    bold: bool = False
    struck: bool = False
    filled: bool = False
    hidden: bool = False
    size: float = 11.0


def read_ods(package: Package) -> tuple[Sheet, ...]:
    """The visible sheets; UnreadableError where the content is encrypted or missing."""
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    if b"encryption-data" in manifest:
        raise UnreadableError("encrypted", "Filen er beskyttet med adgangskode.")
    root = package.xml("content.xml")
    if root is None:
        raise UnreadableError("corrupt", "Filen er beskadiget: indholdet mangler.")
    styles: dict[str, _Looks] = {}
    for part in (package.xml("styles.xml"), root):
        for style in () if part is None else part.iter(STYLE + "style"):
            styles[style.get(STYLE + "name", "")] = _looks(style, styles)
    tables = root.iter(TABLE + "table")
    return tuple(_sheet(one, styles) for one in tables if not _style(one, styles).hidden)


def _looks(style: etree._Element, known: dict[str, _Looks]) -> _Looks:
    parent = known.get(style.get(STYLE + "parent-style-name", ""), _Looks())
    text, cell = style.find(STYLE + "text-properties"), style.find(STYLE + "table-cell-properties")
    table = style.find(STYLE + "table-properties")
    weight, line, colour, size = "", "", "", ""
    if text is not None:
        weight, size = text.get(FO + "font-weight", ""), text.get(FO + "font-size", "")
        line = text.get(STYLE + "text-line-through-style") or text.get(STYLE + "text-line-through-type") or ""
    if cell is not None:
        colour = cell.get(FO + "background-color", "")
    points = size.removesuffix("pt")
    return _Looks(
        weight == "bold" if weight else parent.bold,
        line != "none" if line else parent.struck,
        colour.lower() not in ("transparent", "#ffffff") if colour else parent.filled,
        table is not None and table.get(TABLE + "display") == "false",
        float(points) if points.replace(".", "", 1).isdecimal() else parent.size,
    )


def _style(node: etree._Element, styles: dict[str, _Looks]) -> _Looks:
    return styles.get(node.get(TABLE + "style-name", ""), _Looks())


def _sheet(table: etree._Element, styles: dict[str, _Looks]) -> Sheet:
    hidden, usual = _columns(table)
    cells: list[Cell] = []
    notes: list[Remark] = []
    boxes = [box for shapes in table.iter(TABLE + "shapes") for box in _texts(shapes, 1, 1)]
    row_at = 1
    for row in table.iter(ROW):
        times = _times(row, "rows")
        if row.get(TABLE + "visibility", "visible") == "visible" and len(row):
            for column, node in _filled(row):
                if any(first <= column <= last for first, last in hidden):
                    continue
                looks = _style(node, styles) if TABLE + "style-name" in node.attrib else styles.get(
                    _usual(usual, column), _Looks())  # fmt: skip
                cells += _cell(node, row_at, column, looks, styles)
                notes += _notes(node, row_at, column)
                boxes += _texts(node, row_at, column)
        row_at += times
        if len(cells) > CELL_LIMIT:
            raise UnreadableError("too_large", "Regnearket har for mange celler med indhold.")
    return Sheet(table.get(TABLE + "name", ""), tuple(cells), tuple(notes), tuple(boxes))


def _columns(table: etree._Element) -> tuple[list[tuple[int, int]], list[tuple[int, int, str]]]:
    """Hidden columns, and the style that cells without their own have in each column."""
    hidden, usual, at = [], [], 1
    for column in table.iter(COLUMN):
        last = at + _times(column, "columns") - 1
        if column.get(TABLE + "visibility", "visible") != "visible":
            hidden.append((at, last))
        usual.append((at, last, column.get(TABLE + "default-cell-style-name", "")))
        at = last + 1
    return hidden, usual


def _usual(usual: list[tuple[int, int, str]], column: int) -> str:
    return next((name for first, last, name in usual if first <= column <= last), "")


def _filled(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row that hold something, with their column; a repeated one once."""
    at = 1
    for node in row:
        if node.tag not in (CELL, COVERED):
            continue
        if node.tag == CELL and len(node):
            for column in range(at, at + min(_times(node, "columns"), 50)):
                yield column, node
        at += _times(node, "columns")


def _times(node: etree._Element, what: str) -> int:
    text = node.get(f"{TABLE}number-{what}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def _cell(
    node: etree._Element, row: int, column: int, looks: _Looks, styles: dict[str, _Looks]
) -> Iterator[Cell]:
    text = "\n".join(_text(paragraph, styles) for paragraph in node.iterchildren(PARAGRAPH)).strip()
    kind = node.get(OFFICE + "value-type", "string")
    error = node.get(CALC + "value-type") == "error" or (kind == "string" and text in ERRORS)
    if not text or looks.struck or error:
        return
    down, across = (int(node.get(f"{TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
    yield Cell(row, column, text, row + down - 1, column + across - 1, looks.bold, looks.filled,
               kind in NUMBERS, looks.size)  # fmt: skip


def _text(node: etree._Element, styles: dict[str, _Looks]) -> str:
    """A paragraph's text with its spaces and breaks, without struck-out spans and notes."""
    pieces = [node.text or ""]
    for child in node:
        if child.tag == TEXT + "s":
            count = child.get(TEXT + "c", "1")
            pieces.append(" " * min(int(count) if count.isdecimal() else 1, 100))
        elif child.tag in (TEXT + "line-break", TEXT + "tab"):
            pieces.append("\n" if child.tag == TEXT + "line-break" else "\t")
        elif child.tag != NOTE and not styles.get(child.get(TEXT + "style-name", ""), _Looks()).struck:
            pieces.append(_text(child, styles))
        pieces.append(child.tail or "")
    return clean("".join(pieces))


def _notes(node: etree._Element, row: int, column: int) -> Iterator[Remark]:
    for note in node.iterchildren(NOTE):
        text = "\n".join(_text(one, {}) for one in note.iter(PARAGRAPH)).strip()
        if text:
            yield Remark(row, column, text)


def _texts(node: etree._Element, row: int, column: int) -> Iterator[Remark]:
    """The text boxes on a cell, or on a sheet whose shapes do not tell where they float."""
    for shape in node:
        if isinstance(shape.tag, str) and shape.tag.startswith(DRAW):
            text = "\n".join(_text(one, {}) for one in shape.iter(PARAGRAPH)).strip()
            if text:
                yield Remark(row, column, text)
