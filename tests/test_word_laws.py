"""Laws of the Word reader: nothing lost, nothing twice, same file same passages, no crash on any bytes."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import office_oxide
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_builder import cell, control, docx, para, row, run, table, textbox, zipped
from word_feature_parts import passages_of
from word_features import FEATURES

from extractors.document import Reading
from extractors.faults import UnreadableError
from extractors.word import read_word
from extractors.word_mark import mark_word

RELAXED = settings(
    max_examples=50, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck), derandomize=True
)
WORDS = [
    "opgave",
    "borgeren",
    "samtale",
    "kursus",
    "følges",
    "maj",
    "vi",
    "lærer",
    "sammen",
    "trygge",
    "mål:",
    "hvorfor?",
]


class Writer:
    """Makes texts that can be told apart: each carries a word of its own."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.made: list[str] = []

    def text(self, longest: int = 12) -> str:
        mark = f"tegn{len(self.made)}x"
        self.made.append(mark)
        words = [self.rng.choice(WORDS) for _ in range(self.rng.randint(0, longest))]
        words.insert(self.rng.randint(0, len(words)), mark)
        return " ".join(words) + " "

    def paragraph(self) -> str:
        rng = self.rng
        style = rng.choice(["", "", "", "Overskrift1", "Overskrift2", "Opstilling", "Titel"])
        runs = [
            run(self.text(), bold=rng.random() < 0.3, size=rng.choice([0, 0, 28]))
            for _ in range(rng.randint(1, 3))
        ]
        wrapped = [control(piece) if rng.random() < 0.2 else piece for piece in runs]
        between = rng.choice(["", "", "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"])
        ends = between + run(self.text()) if between else ""
        box = textbox(para(self.text()), fallback=rng.random() < 0.7) if rng.random() < 0.1 else ""
        return para(*wrapped, *([ends] if ends else []), *([box] if box else []), style=style)

    def table(self, depth: int) -> str:
        rng = self.rng
        width = rng.randint(1, 4)
        rows = []
        for _ in range(rng.randint(1, 4)):
            cells, column = [], 0
            while column < width:
                span = rng.randint(1, min(2, width - column))
                column += span
                shade = "DDDDDD" if rng.random() < 0.3 else ""
                cells.append(cell(self.blocks(depth + 1, rng.randint(0, 2)), span=span, shade=shade))
            rows.append(row(*cells, header=rng.random() < 0.1))
        return table(*rows)

    def blocks(self, depth: int, count: int) -> str:
        made = []
        for _ in range(count):
            block = self.table(depth) if depth < 2 and self.rng.random() < 0.25 else self.paragraph()
            made.append(control(block) if self.rng.random() < 0.15 else block)
        return "".join(made)


def pieces_of(reading: Reading) -> Iterator[str]:
    yield from (p.text for p in passages_of(reading))
    yield from (heading.text for heading in reading.headings)
    yield from (aside.text for aside in reading.left_out)


@RELAXED
@given(st.integers(0, 10**9))
def test_every_text_is_found_exactly_once(seed: int) -> None:
    writer = Writer(random.Random(seed))
    data = docx(writer.blocks(0, 6))
    found = Counter(
        word for piece in pieces_of(read_word(data)) for word in piece.split() if word.startswith("tegn")
    )
    assert found == Counter(dict.fromkeys(writer.made, 1))


@settings(RELAXED, max_examples=15)
@given(st.integers(0, 10**9))
def test_same_file_same_reading_and_a_marked_copy_reads_alike(seed: int) -> None:
    writer = Writer(random.Random(seed))
    data = docx(writer.blocks(0, 6))
    reading = read_word(data)
    assert read_word(data) == reading
    marked = mark_word(data, [(p.place, "læst") for p in passages_of(reading)])
    assert [(p.text, p.heading) for p in passages_of(read_word(marked))] == [
        (p.text, p.heading) for p in passages_of(reading)
    ]


NOT_SHOWN = {"first header not shown", "even header", "contents"}
THEIR_OWN = {  # words that the other reader takes in though nobody sees them, or adds itself
    "control prompt": {"tekst"},
    "deleted row": {"Væk"},
    "hidden row": {"Væk"},
    "comment": {"Comment"},
    "symbol font": {"þ"},
}


@pytest.mark.parametrize("name", sorted(FEATURES.keys() - NOT_SHOWN))
def test_an_independent_reader_finds_no_word_more(name: str) -> None:
    feature = FEATURES[name]
    theirs = office_oxide.Document.from_bytes(feature.data, "docx").plain_text()
    ours = set(letters(" ".join(pieces_of(read_word(feature.data)))))
    known = set(letters(" ".join(feature.absent))) | THEIR_OWN.get(name, set())
    assert not set(letters(theirs)) - ours - known


def letters(text: str) -> list[str]:
    return "".join(char if char.isalpha() else " " for char in text).split()


@RELAXED
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_code(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_word(data)
    assert caught.value.code in ("corrupt", "not_office", "encrypted")


@RELAXED
@given(st.integers(0, 10**9))
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(rng.choice([feature.data for feature in FEATURES.values()]))
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data))
        data[at : at + rng.randint(0, 4)] = rng.randbytes(rng.randint(0, 4))
    read_or_refuse(bytes(data))


@RELAXED
@given(st.integers(0, 10**9))
def test_damaged_xml_is_read_or_refused(seed: int) -> None:
    """The same inside the parts, where checksums do not protect."""
    rng = random.Random(seed)
    with ZipFile(BytesIO(rng.choice([feature.data for feature in FEATURES.values()]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(files))
    text = files[name].decode()
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text))
        end = text.find(">", start) + 1 or start
        cut = rng.choice([text[start:end], "", "9999999999", 'w:val="-1"', "<w:p/>", "<w:tc/>", "</w:p>"])
        text = text[:start] + cut + text[end if rng.random() < 0.5 else start :]
    read_or_refuse(zipped({**files, name: text.encode()}))


def read_or_refuse(data: bytes) -> None:
    code = ""
    try:
        read_word(data)
    except UnreadableError as error:
        code = error.code
    assert code in ("", "corrupt", "not_office", "encrypted", "too_large", "unsafe")
