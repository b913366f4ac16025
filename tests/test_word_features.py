"""Every way in which Word stores text is read: found exactly once, with place and headings, or not at all."""

import pytest
from word_builder import docx, para, run, textbox
from word_feature_parts import HEAD, TEXT, margin, note, passages_of, reference, section
from word_features import FEATURES
from word_margin_features import HEADER

from extractors.word import read_word


@pytest.mark.parametrize("name", FEATURES)
def test_feature_is_read_once_with_place_and_heading(name: str) -> None:
    feature = FEATURES[name]
    found = [
        (p.text, p.place.at, p.heading[-1] if p.heading else None)
        for p in passages_of(read_word(feature.data))
    ]
    assert found == list(feature.passages)
    assert not {text for text, _, _ in found} & set(feature.absent)


def test_parts_are_told_apart() -> None:
    body = para(run(TEXT), reference("comment", 0), reference("footnote", 2), textbox(para("I boksen")))
    data = docx(
        HEAD, body, section=section(margin("header", "header1")), margins=HEADER,
        comments=note("comment", 0, para("Er det nok?")),
        footnotes=note("footnote", 2, para("Se vejledningen")),
    )  # fmt: skip
    parts = [p.place.part for p in passages_of(read_word(data))]
    assert parts == ["header", "body", "comment", "footnote", "textbox"]


def test_strict_is_read_as_transitional() -> None:
    from io import BytesIO
    from zipfile import ZipFile

    from word_builder import zipped

    data = FEATURES["nested table"].data
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = {
        name: text.replace(old, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, text in files.items()
    }
    assert strict != files
    assert read_word(zipped(strict)) == read_word(data)


def test_pages_are_told_where_the_file_knows_them() -> None:
    broken = para("<w:r><w:lastRenderedPageBreak/><w:t>På side to</w:t></w:r>")
    after = para("Stadig side to")
    pages = {
        p.text: p.place.page for p in passages_of(read_word(docx(HEAD, para("Side et, ja"), broken, after)))
    }
    assert pages == {"Side et, ja": 1, "På side to": 1, "Stadig side to": 2}


def test_without_styles_or_settings_the_text_is_read() -> None:
    found = passages_of(read_word(docx(para(run("Mål", bold=True)), para(TEXT), styles="", section="")))
    assert [(p.text, p.heading) for p in found] == [(TEXT, ("Mål",))]


def test_tabs_make_columns() -> None:
    heads = para(run("Mål\tHvornår", bold=True))
    data = docx(heads, para("Kunne tale\ti maj"), para("Kunne lytte\ti juni"))
    found = [(p.text, p.heading, p.place.at) for p in passages_of(read_word(data))]
    assert found == [
        ("Kunne tale", ("Mål",), "p2"),
        ("i maj", ("Hvornår",), "p2"),
        ("Kunne lytte", ("Mål",), "p3"),
        ("i juni", ("Hvornår",), "p3"),
    ]


def test_a_tab_in_a_sentence_makes_no_column() -> None:
    found = passages_of(read_word(docx(HEAD, para("Vi mødes kl. 9\tog så igen kl. 12"))))
    assert [p.text for p in found] == ["Vi mødes kl. 9\tog så igen kl. 12"]


def test_run_in_labels_on_a_line_are_texts_of_their_own() -> None:
    found = passages_of(read_word(docx(para("Navn: Hanne Lykke\tAfdeling: B3"))))
    assert [p.text for p in found] == ["Navn: Hanne Lykke", "Afdeling: B3"]
