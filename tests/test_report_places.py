"""Places in words."""

import pytest

from extractors.document import Place
from reports.places import describe


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("word", "body", "p12"), "afsnit 12"),
        (Place("word", "body", "t2r3c2p1"), "tabel 2, række 3, kolonne 2"),
        (Place("word", "body", "t2r3c2p4"), "tabel 2, række 3, kolonne 2, afsnit 4"),
        (Place("word", "body", "t1r1c1t2r3c2p1"), "tabel 1, række 1, kolonne 1, tabel 2, række 3, kolonne 2"),
        (Place("word", "header", "p1"), "sidehovedet, afsnit 1"),
        (Place("word", "comment", "p3", page=2), "kommentaren, afsnit 3 (side 2)"),
        (Place("excel", "Mål", "B7"), "arket Mål, celle B7"),
        (Place("excel", "Mål", "note1"), "arket Mål, note 1"),
        (Place("word", "body", "sdt?4"), "sdt?4"),
    ],
)
def test_places_can_be_followed(place: Place, words: str) -> None:
    assert describe(place) == words
