"""What a document's styles say of a paragraph, run or table: heading level, emphasis, hidden, list."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from extractors.word_xml import PPR, RPR, VAL, W, is_on

BODY_LEVEL = 9  # Word's outline level of running text
HEADING_NAME = re.compile(r"^(?:heading|overskrift|rubrik|überschrift|titre)\s*(\d)", re.IGNORECASE)
TITLE_NAMES = frozenset(("title", "titel", "dokumenttitel"))
CONTENTS_NAME = re.compile(r"^(?:toc|indholdsfortegnelse|contents|table of figures)\b\s*\d*", re.IGNORECASE)
LIST_NAME = re.compile(r"(?:^|\s)(?:list|liste|opstilling|punkt|punktopstilling|bullet)", re.IGNORECASE)
PROMPT_NAMES = frozenset(("placeholder text", "pladsholdertekst"))


class Style(NamedTuple):
    """A style with what it inherits: level 0 is a title, 1 to 9 headings, None running text."""

    name: str = ""
    level: int | None = None
    bold: bool = False
    hidden: bool = False
    contents: bool = False
    item: bool = False
    size: int = 0  # half points, 0 where nothing is said
    prompt: bool = False


class TableStyle(NamedTuple):
    """Which parts of a table its style sets apart by bold text or shading."""

    first_row: bool = False
    first_column: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their id, the paragraph style used where none is named, and the body's size."""

    by_id: dict[str, Style]
    tables: dict[str, TableStyle]
    default: Style = PLAIN


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of word/styles.xml; a document without one has plain styles only."""
    if root is None:
        return Styles({}, {})
    elements = {style.get(W + "styleId", ""): style for style in root.iterchildren(W + "style")}
    size = _size(root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}")) or 20
    known: dict[str, Style] = {}
    for key in elements:
        _resolve(key, elements, known, Style(size=size))
    tables = {k: _table_style(k, elements) for k, e in elements.items() if e.get(W + "type") == "table"}
    default = next((k for k, e in elements.items() if _is_default(e)), "")
    return Styles(known, tables, known.get(default, Style(size=size)))


def _is_default(style: etree._Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in ("0", "false")


def _resolve(key: str, elements: dict[str, etree._Element], known: dict[str, Style], root: Style) -> Style:
    """The style of this id, its ancestors resolved first; a circle ends at the style it comes back to."""
    chain: list[str] = []
    while key in elements and key not in known and key not in chain:
        chain.append(key)
        based = elements[key].find(W + "basedOn")
        key = based.get(VAL, "") if based is not None else ""
    style = known.get(key, root)
    for step in reversed(chain):
        style = known[step] = _own(elements[step], style)
    return style


def _own(element: etree._Element, parent: Style) -> Style:
    """A style's own words laid over what it inherits."""
    name_element = element.find(W + "name")
    name = (name_element.get(VAL, "") if name_element is not None else "").strip()
    ppr, rpr = element.find(PPR), element.find(RPR)
    return Style(
        name=name,
        level=_level(name.lower(), ppr, parent),
        bold=_toggle(rpr, "b", parent.bold),
        hidden=_toggle(rpr, "vanish", parent.hidden),
        contents=parent.contents or bool(CONTENTS_NAME.match(name)),
        item=_item(name, ppr, parent),
        size=_size(rpr) or parent.size,
        prompt=name.lower() in PROMPT_NAMES,
    )


def _level(name: str, ppr: etree._Element | None, parent: Style) -> int | None:
    if name in TITLE_NAMES:
        return 0
    outline = ppr.find(W + "outlineLvl") if ppr is not None else None
    if outline is not None:
        return outline_level(outline)
    match = HEADING_NAME.match(name)
    return int(match[1]) if match else parent.level


def outline_level(element: etree._Element) -> int | None:
    """Heading level 1 to 9 of an outline level as Word counts them (0 to 8; 9 is running text)."""
    text = element.get(VAL, "")
    return int(text) + 1 if text.isdigit() and int(text) < BODY_LEVEL else None


def _item(name: str, ppr: etree._Element | None, parent: Style) -> bool:
    numbered = ppr is not None and ppr.find(W + "numPr") is not None
    return numbered or parent.item or bool(LIST_NAME.search(name))


def _toggle(rpr: etree._Element | None, name: str, inherited: bool) -> bool:
    element = rpr.find(W + name) if rpr is not None else None
    return inherited if element is None else is_on(element)


def _size(rpr: etree._Element | None) -> int:
    element = rpr.find(W + "sz") if rpr is not None else None
    text = element.get(VAL, "") if element is not None else ""
    return int(text) if text.isdigit() else 0


def _table_style(key: str, elements: dict[str, etree._Element]) -> TableStyle:
    marked: set[str] = set()
    seen: set[str] = set()
    while key in elements and key not in seen:
        seen.add(key)
        parts = elements[key].iterchildren(W + "tblStylePr")
        marked |= {part.get(W + "type", "") for part in parts if _emphasises(part)}
        based = elements[key].find(W + "basedOn")
        key = based.get(VAL, "") if based is not None else ""
    return TableStyle("firstRow" in marked, "firstCol" in marked)


def _emphasises(part: etree._Element) -> bool:
    return _toggle(part.find(RPR), "b", inherited=False) or is_shaded(part.find(W + "tcPr"))


def is_shaded(properties: etree._Element | None) -> bool:
    """Whether cell properties give the cell a colour of its own (white and automatic are none)."""
    shade = properties.find(W + "shd") if properties is not None else None
    if shade is None:
        return False
    fill = shade.get(W + "fill", "auto").lower()
    return fill not in ("auto", "ffffff", "") or shade.get(W + "themeFill") not in (None, "background1")
