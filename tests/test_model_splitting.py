import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.splitting import Opinion, differ, sentences

FIELD, OTHER, NONE = frozenset({"opgave"}), frozenset({"hverdag"}), frozenset[str]()


@pytest.mark.parametrize(
    "text",
    [
        "Vi øver bl.a. på stuen, jf. planen for afd. Syd.",
        "Det sker fx. Torsdage og evt. Fredage",
        "Opstart d. 1. marts hos Anna P. Hansen",
        "Kl. 9.30 mødes vi ca. 12 personer, inkl. Vikarer",
        "1. Lær skemaet at kende",
    ],
)
def test_abbreviations_ordinals_and_initials_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi øver. Lederen følger op.", 2),
        ("Hvem gør det? Det gør vi! Sådan.", 3),
        ("Mødet er kl. 9. Derefter øves der.", 2),
        ("Kurset var i 2024. Det var godt.", 2),
        ('"Det går." Sådan sagde hun.', 2),
        ("Møder, kurser m.v. Derefter følges op.", 2),
    ],
)
def test_stops_end_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@settings(deadline=None)
@given(st.text(alphabet='abAB ÆøÅ.!?\n"1», ', max_size=60))
def test_no_character_is_lost(text: str) -> None:
    assert re.sub(r"\s", "", "".join(sentences(text))) == re.sub(r"\s", "", text)
    assert all(piece and piece in text for piece in sentences(text))


def test_sentences_differ_only_when_surely_of_different_fields() -> None:
    long = [40, 40]
    assert differ([Opinion(FIELD, 0.99), Opinion(OTHER, 0.99)], long)
    assert not differ([Opinion(FIELD, 0.99), Opinion(FIELD, 0.99)], long)
    assert not differ([Opinion(FIELD, 0.99), Opinion(OTHER, 0.3)], long)
    assert not differ([Opinion(NONE, 0.99), Opinion(NONE, 0.99)], long)
    assert not differ([Opinion(FIELD, 0.99), Opinion(OTHER, 0.99)], [40, 3])
