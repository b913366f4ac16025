"""Reads our own Word form exactly: each paragraph in a control is a piece under the control's name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.document import Heading, LeftOut, Passage, Place, Plan, Reading
from extractors.own_files import metadata_of, metadata_title, own_data
from extractors.package import Package
from extractors.word_blocks import Paragraph
from extractors.word_story import Margins, Walker, block_lines, read_notes
from extractors.word_styles import read_styles
from extractors.word_xml import PPR, SDT, TBL, TC, TR, VAL, P, W, make_plain

CONTROL, NAME = "control", "name"  # our own attributes: the tag and name of the control a paragraph is in


@dataclass(slots=True)
class _Draft:
    """A plan while it is read."""

    title: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    def plan(self) -> Plan:
        """The plan, its title ahead of its passages' headings."""
        return Plan("\n".join(self.title), metadata_of(self.metadata), tuple(self.passages))


def read_own_word(package: Package, main: str, root: etree._Element) -> Reading:
    """The plans of a form of ours; a second title begins a second plan."""
    for control in root.iter(SDT):
        _note_control(control)
    relations = package.relations(main)
    styles = next((link.target for link in relations.values() if link.type == "styles"), "")
    walker = Walker(read_styles(package.xml(styles)), read_notes(package, relations))
    reader = _Reader(walker)
    body = make_plain(root).find(W + "body")
    if body is not None:
        reader.walk(body, "")
    margins = Margins(package, relations, walker, root)
    for kind in ("header", "footer"):
        for block in margins.read(kind):
            if isinstance(block, Paragraph):
                reader.loose(block, ())
    plans = tuple(draft.plan() for draft in reader.drafts)
    return Reading(plans, (), tuple(reader.headings), tuple(reader.left_out), own=True)


def _note_control(control: etree._Element) -> None:
    tag, name = control.find(f"{W}sdtPr/{W}tag"), control.find(f"{W}sdtPr/{W}alias")
    if tag is not None and name is not None:
        for paragraph in control.iter(P):
            paragraph.set(CONTROL, tag.get(VAL, ""))
            paragraph.set(NAME, name.get(VAL, ""))


class _Reader:
    """Goes through the form in reading order."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.drafts = [_Draft()]
        self.headings: list[Heading] = []
        self.left_out: list[LeftOut] = []
        self.stack: list[tuple[int, str]] = []

    def walk(self, container: etree._Element, at: str) -> None:
        """Takes in paragraphs and tables; addresses count them among their siblings from 1."""
        paragraphs = tables = 0
        for child in container:
            if child.tag == P:
                paragraphs += 1
                self._paragraph(child, f"{at}p{paragraphs}")
            elif child.tag == TBL:
                tables += 1
                for cell, where in _cells(child, f"{at}t{tables}"):
                    self.walk(cell, where)

    def _paragraph(self, element: etree._Element, at: str) -> None:
        (block,) = self.walker.blocks([element], "body", at)  # type: ignore[arg-type]
        assert isinstance(block, Paragraph)
        tag, style = element.get(CONTROL), element.find(f"{PPR}/{W}pStyle")
        place = Place("word", "body", at)
        text = "\n".join(line.text for line in block.lines)
        if text and tag is not None:
            self._piece(tag, element.get(NAME, ""), text, place)
        elif text:
            self._outside(block._replace(at=at), text, "" if style is None else style.get(VAL, ""))
        for attached in block.attached:
            for inner in attached.blocks:
                for line in block_lines(inner):
                    self._add(line, (), Place("word", attached.part, at))

    def _piece(self, tag: str, name: str, text: str, place: Place) -> None:
        words = own_data()["word"]
        if tag == words["title"]:
            self._title(text, place)
        elif tag.startswith(words["metadata"]):
            key, known = tag.removeprefix(words["metadata"]), self.drafts[-1].metadata
            known[key] = f"{known[key]}\n{text}" if key in known else text
            self._add(text, (metadata_title(key) if key in own_data()["stamdata"] else name,), place)
        else:
            self._add(text, (name,), place)

    def _title(self, text: str, place: Place) -> None:
        draft = self.drafts[-1]
        if draft.passages:
            draft = _Draft()
            self.drafts.append(draft)
        draft.title.append(text)
        self.headings.append(Heading(text, place))

    def _outside(self, block: Paragraph, text: str, style: str) -> None:
        """A paragraph in no control: a heading, guidance, or something that a person has added."""
        place, words = Place("word", block.part, block.at), own_data()["word"]
        if style == words["guidance"]:
            self.left_out.append(LeftOut(text, place, "guidance"))
        elif style in words["labels"]:
            self.headings.append(Heading(text, place))
        elif block.level is not None:
            self.headings.append(Heading(text, place))
            self.stack = [(level, over) for level, over in self.stack if level < block.level]
            self.stack.append((block.level, text))
        else:
            self.loose(block, tuple(over for _, over in self.stack))

    def loose(self, block: Paragraph, heading: tuple[str, ...]) -> None:
        """Lines that stand in no control."""
        for line in block.lines:
            self._add(line.text, heading, Place("word", block.part, block.at))

    def _add(self, text: str, heading: tuple[str, ...], place: Place) -> None:
        self.drafts[-1].passages.append(Passage(text, heading, place))


def _cells(table: etree._Element, at: str) -> Iterator[tuple[etree._Element, str]]:
    for number, row in enumerate(table.iterchildren(TR), 1):
        for count, cell in enumerate(row.iterchildren(TC), 1):
            yield cell, f"{at}r{number}c{count}"
