"""What a sheet shows beside its cells and is no passage: charts' titles, form controls, margins for print."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.document import LeftOut, Place
from extractors.excel_sheet import Remark, address
from extractors.excel_styles import MAIN, whole
from extractors.package import Package
from extractors.word_inserted import titles_of

RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
TEXT_NS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z&])')
SIDES = re.compile(r"&[LCR]")
TICKED = ("Checked", "1")
BOXES = ("CheckBox", "Radio")


@dataclass(frozen=True, slots=True)
class Controls:
    """The form controls of a sheet: captions of ticked boxes, the ids of all their shapes, the rest."""

    ticked: tuple[Remark, ...] = ()
    shapes: frozenset[str] = frozenset()
    others: tuple[LeftOut, ...] = ()


def margins(name: str, root: etree._Element) -> Iterator[LeftOut]:
    """The headers and footers for print, without their codes for page and date."""
    for number, tag in enumerate(MARGINS, 1):
        for element in root.iter(MAIN + tag):
            for piece in SIDES.split(element.text or ""):
                text = " ".join(CODE.sub(" ", piece).split())
                if any(map(str.isalpha, text)):
                    yield LeftOut(text, Place("excel", name, f"h{number}"), "margin")


def chart_titles(package: Package, name: str, drawing: str, root: etree._Element) -> Iterator[LeftOut]:
    """The titles in the charts of a drawing, at the cell where the chart begins."""
    links = package.relations(drawing) if next(root.iter(CHARTS), None) is not None else {}
    for anchor in root if links else ():
        for chart in anchor.iter(CHARTS):
            link = links.get(chart.get(RELATION_ID, ""))
            at = address(*start_of(anchor))
            for text in titles_of(package.xml(link.target)) if link and not link.external else ():
                yield LeftOut(text, Place("excel", name, at), "chart")


def start_of(anchor: etree._Element) -> tuple[int, int]:
    """Row and column of the cell where a drawing begins, from 1."""
    start = anchor.find(DRAWING + "from")
    if start is None:
        return 1, 1
    return whole(start.findtext(DRAWING + "row")) + 1, whole(start.findtext(DRAWING + "col")) + 1


def read_controls(
    package: Package, part: str, name: str, root: etree._Element, drawings: Iterable[etree._Element]
) -> Controls:
    """The form controls of a sheet, told by its list of them."""
    listed = {one.get("shapeId", ""): one.get(RELATION_ID, "") for one in root.iter(MAIN + "control")}
    if not listed:
        return Controls()
    links = package.relations(part)
    ticked, others = [], []
    for drawing in drawings:
        for anchor in drawing.iter(DRAWING + "twoCellAnchor"):
            for shape in anchor.iter(DRAWING + "sp"):
                caption = "".join(piece.text or "" for piece in shape.iter(TEXT_NS + "t")).strip()
                link = links.get(listed.get(shape_id(shape), ""))
                if not caption or shape_id(shape) not in listed:
                    continue
                row, column = start_of(anchor)
                if link is not None and _is_ticked(package.xml(link.target)):
                    ticked.append(Remark(row, column, caption))
                else:
                    others.append(LeftOut(caption, Place("excel", name, address(row, column)), "control"))
    return Controls(tuple(dict.fromkeys(ticked)), frozenset(listed), tuple(dict.fromkeys(others)))


def shape_id(shape: etree._Element) -> str:
    """The number by which a sheet's list of controls names a shape."""
    properties = next(shape.iter(DRAWING + "cNvPr"), None)
    return properties.get("id", "") if properties is not None else ""


def _is_ticked(properties: etree._Element | None) -> bool:
    return (
        properties is not None
        and properties.get("objectType") in BOXES
        and properties.get("checked") in TICKED
    )
