"""The visible sheets of an Excel package: cells, notes, comments, text boxes, declared headers, lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.excel_asides import Controls, chart_titles, margins, read_controls, shape_id, start_of
from extractors.excel_cells import Context, Layout, clean, read_cells, read_layout, read_strings, rich_text
from extractors.excel_sheet import Area, Remark, Sheet, area, position
from extractors.excel_styles import MAIN, read_styles
from extractors.faults import UnreadableError
from extractors.package import Package
from extractors.word_story import OWN_AUTHOR

RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
EXTENDED = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
TEXT_NS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
REFERENCE = re.compile(r"\A(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)\Z")
THREAD_NOTICE = "[Threaded comment]"


@dataclass(frozen=True, slots=True)
class _Part:
    """One visible worksheet: its name, the name of its part, and its tree."""

    name: str
    part: str
    root: etree._Element


def read_book(package: Package) -> tuple[Sheet, ...]:
    """The visible worksheets in the workbook's order."""
    kind, main = package.main()
    book = package.xml(main) if kind == "excel" else None
    if book is None:
        raise UnreadableError("not_office", "Filen er ikke en Excel-projektmappe.")
    links = package.relations(main)
    named = {link.type: link.target for link in links.values() if not link.external}
    properties = book.find(MAIN + "workbookPr")
    context = Context(
        read_strings(package.xml(named.get("sharedStrings", "xl/sharedStrings.xml"))),
        read_styles(package.xml(named.get("styles", "xl/styles.xml"))),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )
    targets = {key: link.target for key, link in links.items()}
    parts = list(_parts(package, book, targets))
    lists = _dropdown_sources(book, parts)
    return tuple(_sheet(package, part, context, lists.get(part.name, ())) for part in parts)


def _parts(package: Package, book: etree._Element, targets: dict[str, str]) -> Iterator[_Part]:
    missing, found = [], False
    for sheet in book.iter(MAIN + "sheet"):
        name, target = sheet.get("name", ""), targets.get(sheet.get(RELATION_ID, ""), "")
        if sheet.get("state", "visible") != "visible":
            continue
        root = package.xml(target) if target else None
        if root is None:
            missing.append(name)
        elif root.tag == MAIN + "worksheet":
            found = True
            yield _Part(name, target, root)
    if missing and not found:
        raise UnreadableError("corrupt", f"Filen er beskadiget: arket {missing[0]} mangler.")


def _sheet(package: Package, part: _Part, context: Context, lists: tuple[Area, ...]) -> Sheet:
    layout = read_layout(part.root)
    linked = _linked(package, part.part)
    roots = {kind: [root for _, root in found] for kind, found in linked.items()}
    notes = [one for root in roots["comments"] for one in _notes(root, bool(roots["threadedComment"]))]
    notes += [one for root in roots["threadedComment"] for one in _threads(root)]
    controls = read_controls(package, part.part, part.name, part.root, roots["drawing"])
    boxes = [one for root in roots["drawing"] for one in _boxes(root, controls)]
    headers = [*_filter_header(part.root), *(one for root in roots["table"] for one in _table_header(root))]
    cells = read_cells(part.root, context)
    aside = [*margins(part.name, part.root), *controls.others]
    for name, root in linked["drawing"]:
        aside += chart_titles(package, part.name, name, root)
    return Sheet(
        part.name, cells, _visible(notes, layout), _visible([*boxes, *controls.ticked], layout),
        tuple(headers), lists, tuple(aside),
    )  # fmt: skip


def _linked(package: Package, part: str) -> dict[str, list[tuple[str, etree._Element]]]:
    """The names and trees of the parts that a sheet brings along, by kind."""
    found: dict[str, list[tuple[str, etree._Element]]] = {
        kind: [] for kind in ("comments", "threadedComment", "drawing", "table")
    }
    for link in package.relations(part).values():
        root = package.xml(link.target) if link.type in found and not link.external else None
        if root is not None:
            found[link.type].append((link.target, root))
    return found


def _visible(remarks: list[Remark], layout: Layout) -> tuple[Remark, ...]:
    kept = [one for one in remarks if layout.shows(Area(one.row, one.column, one.row, one.column))]
    return tuple(sorted(kept, key=lambda one: (one.row, one.column)))


def _notes(root: etree._Element, threaded: bool) -> Iterator[Remark]:
    authors = [author.text or "" for author in root.iter(MAIN + "author")]
    for comment in root.iter(MAIN + "comment"):
        place, body = position(comment.get("ref", "")), comment.find(MAIN + "text")
        text = _without_marks(body) if body is not None else ""
        author = comment.get("authorId", "")
        name = authors[int(author)] if author.isdecimal() and int(author) < len(authors) else ""
        first, _, rest = text.partition("\n")
        if name == OWN_AUTHOR:
            continue
        if first.strip().rstrip(":") and first.strip() in (name + ":", name) and rest.strip():
            text = rest
        if place and text.strip() and not (threaded and text.startswith(THREAD_NOTICE)):
            yield Remark(*place, text.strip())


def _without_marks(body: etree._Element) -> str:
    """A note's text without what plantjek itself wrote under it."""
    return rich_text(body).text.partition(f"\n[{OWN_AUTHOR}] ")[0]


def _threads(root: etree._Element) -> Iterator[Remark]:
    for comment in root.iter(THREADED + "threadedComment"):
        place, text = position(comment.get("ref", "")), clean(comment.findtext(THREADED + "text") or "")
        if place and text.strip():
            yield Remark(*place, text.strip())


def _boxes(root: etree._Element, controls: Controls) -> Iterator[Remark]:
    for anchor in root:
        row, column = start_of(anchor)
        for shape in anchor.iter(DRAWING + "sp"):
            text = "\n".join(_paragraphs(shape)).strip()
            shown = (
                not _is_fallback(shape) and not _is_hidden(shape) and shape_id(shape) not in controls.shapes
            )
            if text and shown:
                yield Remark(row, column, text)


def _paragraphs(shape: etree._Element) -> Iterator[str]:
    for paragraph in shape.iter(TEXT_NS + "p"):
        pieces = []
        for run in paragraph:
            looks = run.find(TEXT_NS + "rPr")
            if run.tag == TEXT_NS + "br":
                pieces.append("\n")
            elif looks is None or looks.get("strike", "noStrike") == "noStrike":
                pieces.append(run.findtext(TEXT_NS + "t") or "")
        yield clean("".join(pieces))


def _is_fallback(shape: etree._Element) -> bool:
    return any(parent.tag == FALLBACK for parent in shape.iterancestors())


def _is_hidden(shape: etree._Element) -> bool:
    properties = next(shape.iter(DRAWING + "cNvPr"), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _table_header(root: etree._Element) -> Iterator[Area]:
    whole = area(root.get("ref", ""))
    rows = root.get("headerRowCount", "1")
    if whole and rows != "0":
        yield Area(whole.first_row, whole.first_column, whole.first_row, whole.last_column)


def _filter_header(root: etree._Element) -> Iterator[Area]:
    found = root.find(MAIN + "autoFilter")
    whole = area(found.get("ref", "")) if found is not None else None
    if whole:
        yield Area(whole.first_row, whole.first_column, whole.first_row, whole.last_column)


def _list_formula(rule: etree._Element) -> str:
    if rule.get("type") != "list":
        return ""
    extended = f"{EXTENDED}formula1/{{http://schemas.microsoft.com/office/excel/2006/main}}f"
    return (rule.findtext(MAIN + "formula1") or rule.findtext(extended) or "").strip().lstrip("=")


def _dropdown_sources(book: etree._Element, parts: list[_Part]) -> dict[str, tuple[Area, ...]]:
    """Ranges that only feed dropdown lists, by sheet."""
    names = {one.get("name", "").lower(): (one.text or "") for one in book.iter(MAIN + "definedName")}
    found: dict[str, list[Area]] = {}
    for part in parts:
        for rule in part.root.iter(MAIN + "dataValidation", EXTENDED + "dataValidation"):
            formula = _list_formula(rule)
            formula = names.get(formula.lower(), formula)
            match = REFERENCE.match(formula)
            sheet = (match[1] or match[2]).replace("''", "'") if match else part.name
            source = area((match[3] if match else formula).replace("$", ""))
            if source:
                found.setdefault(sheet, []).append(source)
    return {sheet: tuple(areas) for sheet, areas in found.items()}
