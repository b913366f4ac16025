"""Walks a Word package: body, headers, footers, notes, comments and text boxes become blocks with places."""

from dataclasses import dataclass

from lxml import etree

from extractors.document import LeftOut
from extractors.package import Package, Relation
from extractors.word_blocks import Attached, Block, Cell, Paragraph, Table
from extractors.word_inserted import chart_texts, insert_parts
from extractors.word_styles import Style, Styles, is_shaded, outline_level, read_styles
from extractors.word_text import Anchor, TextReader
from extractors.word_xml import CONTENTS, PPR, SECT, TBL, TC, TR, VAL, P, R, W, is_on, make_plain

OWN_AUTHOR = "plantjek"  # of the comments that plantjek itself has written into a marked copy
NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
LETTERS = {"footnote": "n", "endnote": "s", "comment": "k", "textbox": "b"}


@dataclass(slots=True)
class Story:
    """The blocks of a document: what stands above all pages, the body, what stands below."""

    headers: list[Block]
    body: list[Block]
    footers: list[Block]
    paged: bool
    beside: tuple[LeftOut, ...]  # titles of charts, which are no text, and inserted documents not read


def read_story(package: Package, main: str, root: etree._Element) -> Story:
    """All blocks of the document whose main part has this name and root."""
    relations = package.relations(main)
    by_type = {link.type: link.target for link in relations.values() if not link.external}
    styles = read_styles(package.xml(by_type.get("styles", "")))
    unread = insert_parts(package, relations, root)
    walker = Walker(styles, read_notes(package, relations))
    body = make_plain(root).find(W + "body")
    blocks = walker.blocks(body, "body", "") if body is not None else []
    paged = walker.reader.paged
    margins = Margins(package, relations, walker, root)
    headers, footers = margins.read("header"), margins.read("footer")
    return Story(headers, blocks, footers, paged, (*chart_texts(package, relations), *unread))


def read_notes(package: Package, relations: dict[str, Relation]) -> dict[str, dict[str, etree._Element]]:
    """Footnotes, endnotes and comments by kind and id."""
    by_type = {link.type: link.target for link in relations.values() if not link.external}
    return {kind: _notes(package, by_type.get(part, "")) for part, kind in NOTE_PARTS.items()}


def _notes(package: Package, name: str) -> dict[str, etree._Element]:
    """Notes or comments by their id; separators are none."""
    root = package.xml(name) if name else None
    if root is None:
        return {}
    notes = (note for note in make_plain(root) if note.get(W + "type", "normal") == "normal")
    return {note.get(W + "id", ""): note for note in notes if note.get(W + "author") != OWN_AUTHOR}


class Walker:
    """Turns XML into blocks; addresses count paragraphs and tables among their siblings from 1."""

    def __init__(self, styles: Styles, notes: dict[str, dict[str, etree._Element]]) -> None:
        """Takes the notes by kind and id; each is used once."""
        self.styles = styles
        self.notes = notes
        self.reader = TextReader(styles)
        self.pending_break = False

    def blocks(self, container: etree._Element, part: str, prefix: str) -> list[Block]:
        """The paragraphs and tables directly in a body, cell, box or note."""
        found: list[Block] = []
        paragraphs = tables = 0
        for child in container:
            if child.tag == P:
                paragraphs += 1
                found.append(self._paragraph(child, part, f"{prefix}p{paragraphs}"))
            elif child.tag == TBL:
                tables += 1
                found.append(self._table(child, part, f"{prefix}t{tables}"))
        return found

    def _paragraph(self, element: etree._Element, part: str, at: str) -> Paragraph:
        properties = element[0] if len(element) and element[0].tag == PPR else None
        style, level, item, breaks, ends_section = self._properties(properties)
        reader = self.reader
        reader.start(style)
        page = reader.page
        reader.read(element)
        lines = reader.finish()
        new_page = breaks or self.pending_break or reader.break_before
        self.pending_break = reader.break_after or ends_section or (new_page and not lines)
        anchors = tuple(reader.anchors)
        attached = self._attached(anchors, at) if anchors else ()
        contents = style.contents or element.get(CONTENTS) is not None
        return Paragraph(at, part, lines, style, level, item, contents, new_page, page, attached)

    def _properties(self, properties: etree._Element | None) -> tuple[Style, int | None, bool, bool, bool]:
        """Style, heading level, whether it is a list item, breaks the page before, ends a section."""
        style = self.styles.default
        if properties is None:
            return style, style.level, style.item, False, False
        level, item, breaks, ends = -1, None, False, False
        for child in properties:
            tag = child.tag
            if tag == STYLE:
                style = self.styles.by_id.get(child.get(VAL, ""), style)
            elif tag == NUMBERING:
                number = child.find(W + "numId")
                item = number is not None and number.get(VAL) != "0"
            elif tag == OUTLINE:
                level = outline_level(child) or 0
            elif tag == PAGE_BREAK:
                breaks = is_on(child)
            elif tag == SECT:
                kind = child.find(W + "type")
                ends = kind is None or kind.get(VAL) != "continuous"
        own_level = style.level if level < 0 else level or None
        return style, own_level, style.item if item is None else item, breaks, ends

    def _attached(self, anchors: tuple[Anchor, ...], at: str) -> tuple[Attached, ...]:
        found = []
        for number, anchor in enumerate(anchors, 1):
            element = anchor.element
            if element is None:
                element = self.notes[anchor.part].pop(anchor.key, None)
            if element is not None:
                prefix = f"{at}{LETTERS[anchor.part]}{number}"
                found.append(Attached(anchor.part, self.blocks(element, anchor.part, prefix)))
        return tuple(found)

    def _table(self, element: etree._Element, part: str, at: str) -> Table:
        cells: list[Cell] = []
        open_cells: dict[int, Cell] = {}  # by column: the cell that a merged one below would continue
        width = height = header_rows = 0
        for row in element.iterchildren(TR):
            hidden, header, skipped = _row_properties(row)
            if hidden:
                continue
            height += 1
            if header_rows == height - 1 and header:
                header_rows = height
            width = max(width, self._row(row, (height, skipped), (part, at), cells, open_cells))
        style = self._table_style(element)
        return Table(at, part, cells, width, height, header_rows if header_rows < height else 0, *style)

    def _row(
        self,
        row: etree._Element,
        start: tuple[int, int],
        where: tuple[str, str],
        cells: list[Cell],
        above: dict[int, Cell],
    ) -> int:
        """Adds the cells of a row from its number and first column; returns how many columns it takes."""
        part, at = where
        number, column = start
        for count, element in enumerate(row.iterchildren(TC), 1):
            span, merged, joined, shaded = _cell_properties(element)
            if joined and cells and cells[-1].row == number:
                cells[-1].span += span
            elif merged and column in above:
                above[column].rows = number - above[column].row + 1
            else:
                cell = Cell(f"{at}r{number}c{count}", number, column, span, 1, shaded)
                cell.blocks = self.blocks(element, part, cell.at)
                cells.append(cell)
                above[column] = cell
            column += span
        return column

    def _table_style(self, element: etree._Element) -> tuple[bool, bool]:
        """Whether the style sets apart the first row and the first column, and the table asks for it."""
        properties = element.find(W + "tblPr")
        style = properties.find(W + "tblStyle") if properties is not None else None
        look = properties.find(W + "tblLook") if properties is not None else None
        known = self.styles.tables.get(style.get(VAL, "")) if style is not None else None
        if known is None or look is None:
            return False, False
        bits = int(look.get(VAL, "0"), 16) if look.get(VAL, "0").isalnum() else 0
        row = look.get(W + "firstRow", "1" if bits & 0x20 else "0") in ON
        column = look.get(W + "firstColumn", "1" if bits & 0x80 else "0") in ON
        return known.first_row and row, known.first_column and column


class Margins:
    """Headers and footers that are shown, each text once."""

    def __init__(
        self, package: Package, relations: dict[str, Relation], walker: Walker, root: etree._Element
    ) -> None:
        """Finds the sections and whether even pages have margins of their own."""
        self.package, self.relations, self.walker = package, relations, walker
        self.sections = list(root.iter(SECT))
        settings = next((link.target for link in relations.values() if link.type == "settings"), "")
        tree = package.xml(settings) if settings and self._has_even() else None
        self.even = tree is not None and is_on(tree.find(W + "evenAndOddHeaders"))

    def _has_even(self) -> bool:
        return any(ref.get(W + "type") == "even" for section in self.sections for ref in section)

    def read(self, kind: str) -> list[Block]:
        """Blocks of the headers or footers, in the order of the sections, repeated ones once."""
        found: list[Block] = []
        seen: set[str] = set()
        for section in self.sections:
            for name in self._names(section, kind):
                root = self.package.xml(name) if name not in seen else None
                seen.add(name)
                if root is not None:
                    blocks = self.walker.blocks(make_plain(root), kind, f"h{len(seen)}")
                    found.extend(block for block in blocks if _is_new(block, seen))
        return found

    def _names(self, section: etree._Element, kind: str) -> list[str]:
        shown = {"default": True, "even": self.even, "first": is_on(section.find(W + "titlePg"))}
        references = sorted(section.iterchildren(f"{W}{kind}Reference"), key=_margin_order)
        links = [self.relations.get(r.get(R + "id", "")) for r in references if shown.get(_type(r), True)]
        return [link.target for link in links if link is not None and not link.external]


def _type(reference: etree._Element) -> str:
    return str(reference.get(W + "type", "default"))


def _margin_order(reference: etree._Element) -> int:
    return (
        ("first", "default", "even").index(_type(reference)) if _type(reference) in ("first", "even") else 1
    )


def _is_new(block: Block, seen: set[str]) -> bool:
    """Whether a block of a margin has not stood in another margin; remembers it."""
    text = "text:" + "\n".join(block_lines(block))
    new = text not in seen
    seen.add(text)
    return new


def block_lines(block: Block) -> list[str]:
    """All lines of text in a block, attached ones left out."""
    if isinstance(block, Paragraph):
        return [line.text for line in block.lines]
    return [line for cell in block.cells for inner in cell.blocks for line in block_lines(inner)]


def _row_properties(row: etree._Element) -> tuple[bool, bool, int]:
    """Hidden, marked as a header, columns skipped before its first cell."""
    hidden, header, skipped = False, False, 0
    properties = row.find(ROW_PR)
    for child in properties if properties is not None else ():
        if child.tag == HIDDEN:
            hidden = is_on(child)
        elif child.tag == HEADER:
            header = is_on(child)
        elif child.tag == SKIPPED:
            skipped = _number(child, 0)
    return hidden, header, skipped


def _number(element: etree._Element, otherwise: int) -> int:
    text = element.get(VAL, "")
    return min(int(text), 100) if text.isdigit() else otherwise


def _cell_properties(cell: etree._Element) -> tuple[int, bool, bool, bool]:
    """Columns spanned, continues the cell above, continues the cell to the left, shaded."""
    span, down, along, shaded = 1, False, False, False
    properties = cell.find(CELL_PR)
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == SPAN:
            span = max(_number(child, 1), 1)
        elif tag == DOWN:
            down = child.get(VAL, "continue") == "continue"
        elif tag == ALONG:
            along = child.get(VAL, "continue") == "continue"
        elif tag == SHADE:
            shaded = is_shaded(properties)
    return span, down, along, shaded


ON = ("1", "true", "on")
ROW_PR, HIDDEN, HEADER, SKIPPED = W + "trPr", W + "hidden", W + "tblHeader", W + "gridBefore"
CELL_PR, SPAN, DOWN, ALONG, SHADE = W + "tcPr", W + "gridSpan", W + "vMerge", W + "hMerge", W + "shd"
STYLE, NUMBERING, OUTLINE, PAGE_BREAK = W + "pStyle", W + "numPr", W + "outlineLvl", W + "pageBreakBefore"
