"""Writes a copy of a Word document in which comments tell what was read as what."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml import etree

from extractors.document import Place
from extractors.faults import UnreadableError
from extractors.package import STRICT, Package, open_package
from extractors.word_blocks import Paragraph
from extractors.word_story import OWN_AUTHOR, Walker, read_notes
from extractors.word_styles import read_styles
from extractors.word_xml import P, W, make_plain

INITIALS = "pt"
NUMBER = "number"  # our own attribute: a paragraph's number in the document
HANGS = re.compile(r"[nskb]\d+.*$|l\d+$")  # the end of an address that leads beyond its paragraph
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MAIN_TYPE = re.compile(
    rb"application/vnd\.(?:ms-word|openxmlformats-officedocument)[\w.-]*\.main\+xml", re.IGNORECASE
)
TYPES = "[Content_Types].xml"


def mark_word(data: bytes, notes: Sequence[tuple[Place, str]]) -> bytes:
    """The document with a comment at each place; notes on headers and footers come at the first paragraph."""
    package = open_package(data)
    kind, main = package.main()
    root = package.xml(main) if main else None
    if kind != "word" or root is None:
        raise UnreadableError("not_office", "Filens indhold er ikke et Word-dokument.")
    numbers = _numbers(package, main, root)
    plain, stated = _as_docx(package)
    document = Document(BytesIO(plain))
    paragraphs = list(document.element.iter(qn("w:p")))
    for place, text in notes:
        number = numbers.get(HANGS.sub("", place.at), 0) if place.part not in ("header", "footer") else 0
        _comment(document, paragraphs, number, text)
    buffer = BytesIO()
    document.save(buffer)
    return _with_type(buffer.getvalue(), stated)


class Counter(Walker):
    """Walks the document and remembers which paragraph stands at which address."""

    numbers: dict[str, int]

    def _paragraph(self, element: etree._Element, part: str, at: str) -> Paragraph:
        self.numbers[at] = int(element.get(NUMBER, "0"))
        return super()._paragraph(element, part, at)


def _numbers(package: Package, main: str, root: etree._Element) -> dict[str, int]:
    """Numbers of the paragraphs, in the order in which the file stores them, by address."""
    for number, paragraph in enumerate(root.iter(P)):
        paragraph.set(NUMBER, str(number))
    relations = package.relations(main)
    styles = next((link.target for link in relations.values() if link.type == "styles"), "")
    counter = Counter(read_styles(package.xml(styles)), read_notes(package, relations))
    counter.numbers = {}
    body = make_plain(root).find(W + "body")
    if body is not None:
        counter.blocks(body, "body", "")
    return counter.numbers


def _comment(document: WordDocument, paragraphs: Sequence[etree._Element], number: int, text: str) -> None:
    """Puts a comment on the text of a paragraph, or on the next paragraph that has text of its own."""
    for element in paragraphs[number:]:
        runs = [run for run in element.iter(qn("w:r")) if run.getparent() is element or number]
        if runs:
            first, last = (Run(cast(CT_R, run), document) for run in (runs[0], runs[-1]))
            document.add_comment([first, last], text=text, author=OWN_AUTHOR, initials=INITIALS)
            return


def _as_docx(package: Package) -> tuple[bytes, bytes]:
    """The package as an ordinary document, which python-docx asks for, and the type it really states."""
    types = package.read(TYPES)
    stated = MAIN_TYPE.search(types)
    changed = {TYPES: MAIN_TYPE.sub(DOCX_TYPE.encode(), types)}
    for name in package.names:
        if name.endswith((".xml", ".rels")) and name != TYPES:
            changed[name] = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", package.read(name))
    return _rewritten(package, changed), stated[0] if stated else DOCX_TYPE.encode()


def _rewritten(package: Package, changed: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys(package.names):
            archive.writestr(name, changed[name] if name in changed else package.read(name))
    return buffer.getvalue()


def _with_type(data: bytes, stated: bytes) -> bytes:
    """The package with the type that the original stated (a template stays a template)."""
    package = open_package(data)
    types = package.read(TYPES)
    return _rewritten(package, {TYPES: types.replace(DOCX_TYPE.encode(), stated)})
