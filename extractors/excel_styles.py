"""What a workbook's styles say of a cell: bold, struck out, filled, and the format code of its numbers."""

from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from extractors.excel_format import BUILTIN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLAIN_FILLS = ("none", None)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Style:
    """The looks of a cell that matter for reading it."""

    code: str = "General"
    bold: bool = False
    struck: bool = False
    filled: bool = False
    size: float = 11.0  # points


def read_styles(root: etree._Element | None) -> tuple[Style, ...]:
    """The cell formats of styles.xml in their order; empty where the part is missing."""
    if root is None:
        return ()
    codes = {whole(one.get("numFmtId")): one.get("formatCode", "") for one in root.iter(MAIN + "numFmt")}
    fonts = [_font(font) for font in _all(root, "fonts")]
    fills = [_filled(fill) for fill in _all(root, "fills")]
    return tuple(_style(xf, codes, fonts, fills) for xf in _all(root, "cellXfs"))


def is_on(switch: etree._Element | None) -> bool:
    """Whether a switch such as <b/> is there and not turned off."""
    return switch is not None and switch.get("val", "1") not in ("0", "false", "off")


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    parent = root.find(MAIN + name)
    return [] if parent is None else list(parent)


def _font(font: etree._Element) -> tuple[bool, bool, float]:
    size = font.find(MAIN + "sz")
    text = size.get("val", "") if size is not None else ""
    points = float(text) if text.replace(".", "", 1).isdecimal() else 11.0
    return is_on(font.find(MAIN + "b")), is_on(font.find(MAIN + "strike")), points


def _style(
    xf: etree._Element, codes: dict[int, str], fonts: list[tuple[bool, bool, float]], fills: list[bool]
) -> Style:
    number = whole(xf.get("numFmtId"))
    bold, struck, size = _at(fonts, whole(xf.get("fontId")), (False, False, 11.0))
    code = codes.get(number) or BUILTIN.get(number, "General")
    return Style(code, bold, struck, _at(fills, whole(xf.get("fillId")), False), size)


def whole(text: str | None) -> int:
    """A number as an attribute holds it; 0 where it is none."""
    return int(text) if text and text.isdecimal() else 0


def _at(values: list[T], index: int, default: T) -> T:
    return values[index] if index < len(values) else default


def _filled(fill: etree._Element) -> bool:
    pattern = fill.find(MAIN + "patternFill")
    if pattern is None:
        return len(fill) > 0  # a gradient
    if pattern.get("patternType") in PLAIN_FILLS or pattern.get("patternType") == "gray125":
        return False
    colour = pattern.find(MAIN + "fgColor")
    white = colour is not None and (
        colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("theme") == "0"
    )
    return not white
