"""The marked copy of a Word file: every note in it, the text itself untouched."""

from io import BytesIO

import pytest
from docx import Document
from word_builder import cell, control, docx, form, para, part, row, run, table, textbox, zipped

from extractors.document import Passage
from extractors.faults import UnreadableError
from extractors.package import open_package
from extractors.word import read_word
from extractors.word_mark import mark_word

BODY = (
    para(run("Mål", bold=True)),
    para("Kunne føre samtalen"),
    control(para(run("I et felt"))),
    form(("Hvem", "Alle i huset\nOgså vikarer")),
    table(row("Hvad:", cell(table(row("Hvornår:", "I maj"))))),
    para(run("Over boksen"), textbox(para("I boksen"))),
)


def passages_of(data: bytes) -> list[Passage]:
    return [p for plan in read_word(data).plans for p in plan.passages]


def comments_of(data: bytes) -> list[str]:
    return [comment.text for comment in Document(BytesIO(data)).comments]


def test_each_note_becomes_a_comment_and_the_text_stays() -> None:
    data = docx(*BODY)
    before = passages_of(data)
    marked = mark_word(data, [(p.place, f"læst: {p.text}") for p in before])
    assert comments_of(marked) == [f"læst: {p.text}" for p in before]
    assert passages_of(marked) == before


def test_a_comment_stands_on_its_paragraph() -> None:
    data = docx(*BODY)
    place = next(p.place for p in passages_of(data) if p.text == "I maj")
    root = open_package(mark_word(data, [(place, "her")])).xml("word/document.xml")
    assert root is not None
    start = next(root.iter("{*}commentRangeStart"))
    paragraph = next(start.iterancestors("{*}p"))
    assert [text.text for text in paragraph.iter("{*}t")] == ["I maj"]


def test_a_header_is_marked_at_the_first_paragraph() -> None:
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    data = docx(para("Første"), section=reference, margins={"header1": para("Børnehuset")})
    header = passages_of(data)[0]
    assert header.place.part == "header"
    assert comments_of(mark_word(data, [(header.place, "sidehoved")])) == ["sidehoved"]


def test_a_template_with_macros_stays_one() -> None:
    package = open_package(docx(*BODY))
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    files = {name: package.read(name) for name in package.names}
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(usual, macro)
    data = zipped(files)
    marked = mark_word(data, [(passages_of(data)[0].place, "note")])
    assert macro in open_package(marked).read("[Content_Types].xml")
    assert passages_of(marked) == passages_of(data)


def test_strict_file_can_be_marked() -> None:
    package = open_package(docx(*BODY))
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = zipped({name: package.read(name).replace(old, new) for name in package.names})
    before = passages_of(data)
    assert comments_of(mark_word(data, [(before[0].place, "note")])) == ["note"]


def test_what_is_no_document_cannot_be_marked() -> None:
    with pytest.raises(UnreadableError):
        mark_word(b"tekst", [])
    with pytest.raises(UnreadableError):
        mark_word(zipped({"a.xml": part("x", "").encode()}), [])
