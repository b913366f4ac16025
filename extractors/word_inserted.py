"""Text that a Word file keeps in parts of their own: SmartArt, and whole documents inserted by altChunk."""

from collections.abc import Iterator

from lxml import etree, html

from extractors.document import LeftOut, Place
from extractors.faults import UnreadableError
from extractors.package import Package, Relation, open_package
from extractors.word_xml import BOX, PPR, TBL, VAL, P, R, T, W

CHUNK = W + "altChunk"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RUN_TAG = W + "r"
HTML_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HTML_BLOCKS = ("p", "li", "td", "th", "div", "br", *HTML_HEADINGS)
HEADS = "\ue000"  # our own sign between a heading's level and its text
CHARSET_WITHIN = 1024  # bytes from the start in which a page states its coding
DEEPEST = 3  # documents inserted in inserted documents

Relations = dict[str, Relation]


def insert_parts(
    package: Package, relations: Relations, root: etree._Element, depth: int = 0
) -> list[LeftOut]:
    """Puts SmartArt into text boxes, inserted documents where they stand; gives back those not read."""
    for diagram in list(root.iter(DIAGRAM + "relIds")):
        data = _part(package, relations, diagram.get(R + "dm", ""))
        if data is not None:
            box = etree.SubElement(diagram, BOX)
            box.extend(_paragraph(text) for text in _points(data))
    unread: list[LeftOut] = []
    for number, chunk in enumerate(list(root.iter(CHUNK)), 1):
        link = relations.get(chunk.get(R + "id", ""))
        known = link is not None and not link.external and link.target in package and depth < DEEPEST
        blocks = _inserted(package.read(link.target), depth, unread) if link is not None and known else None
        for block in blocks or ():
            chunk.addprevious(block)
        if blocks is None:
            name = link.target.rsplit("/", 1)[-1] if link is not None else "?"
            unread.append(
                LeftOut(f"Indsat dokument: {name}", Place("word", "inserted", f"i{number}"), "unread")
            )
    return unread


def chart_texts(package: Package, relations: Relations) -> Iterator[LeftOut]:
    """The titles in charts, which are no part of the text."""
    charts = [link for link in relations.values() if link.type == "chart" and not link.external]
    for number, link in enumerate(charts, 1):
        for text in titles_of(package.xml(link.target)):
            yield LeftOut(text, Place("word", "chart", f"d{number}"), "chart")


def titles_of(root: etree._Element | None) -> Iterator[str]:
    """The titles of a chart and of its axes."""
    for title in root.iter(CHART + "title") if root is not None else ():
        text = "".join(piece.text or "" for piece in title.iter(DRAWING + "t")).strip()
        if text:
            yield text


def _part(package: Package, relations: Relations, id: str) -> etree._Element | None:
    link = relations.get(id)
    return package.xml(link.target) if link is not None and not link.external else None


def _points(data: etree._Element) -> Iterator[str]:
    """The paragraphs of a diagram's shapes; shapes that only join or present others hold none."""
    for point in data.iter(DIAGRAM + "pt"):
        if point.get("type", "node") in ("node", "asst"):
            for paragraph in point.iter(DRAWING + "p"):
                text = "".join(piece.text or "" for piece in paragraph.iter(DRAWING + "t")).strip()
                if text:
                    yield text


def _paragraph(text: str, level: str = "") -> etree._Element:
    paragraph = etree.Element(P)
    if level:
        outline = etree.SubElement(etree.SubElement(paragraph, PPR), W + "outlineLvl")
        outline.set(VAL, str(int(level) - 1))
    etree.SubElement(etree.SubElement(paragraph, RUN_TAG), T).text = text
    return paragraph


def _inserted(data: bytes, depth: int, unread: list[LeftOut]) -> list[etree._Element] | None:
    """The paragraphs and tables of an inserted document: Word, web page or plain text; None for others."""
    if data.startswith(b"PK"):
        return _inserted_word(data, depth, unread)
    if data.lstrip().startswith(b"{\\rtf"):
        return None
    if b"<" not in data:
        return [_paragraph(line.strip()) for line in _decoded(data).splitlines() if line.strip()]
    coding = None if b"charset" in data[:CHARSET_WITHIN] else _coding(data)
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding=coding))
    return [_paragraph(text, level) for text, level in _html_lines(tree)]


def _inserted_word(data: bytes, depth: int, unread: list[LeftOut]) -> list[etree._Element] | None:
    try:
        package = open_package(data)
        _, main = package.main()
        root = package.xml(main) if main else None
    except UnreadableError:
        return None
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        return None
    unread += insert_parts(package, package.relations(main), root, depth + 1)
    return [block for block in body if block.tag in (P, TBL)]


def _decoded(data: bytes) -> str:
    return data.decode(_coding(data), "replace").lstrip("\ufeff")


def _coding(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _html_lines(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """The lines of a web page, each with its level where it is a heading, else with none."""
    etree.strip_elements(tree, "script", "style", "head", with_tail=False)
    for element in tree.iter(*HTML_BLOCKS):
        level = element.tag[1] if element.tag in HTML_HEADINGS else ""
        element.text = "\n" + level + (HEADS if level else "") + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    for line in "".join(map(str, tree.itertext())).split("\n"):
        start, head, text = line.partition(HEADS)
        if (text if head else start).strip():
            yield " ".join((text if head else start).split()), start[:1] if head else ""
