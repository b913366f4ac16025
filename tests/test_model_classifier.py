import random
from pathlib import Path

import pytest

from extractors.document import Passage, Place
from extractors.faults import PlantjekError
from models.classifier import Classifier
from models.labelset import FIELD_OF

TEXTS = (
    ("Deltage i et kursus i konflikthåndtering den 3. marts", "Aktiviteter"),
    ("Lederen følger op på personalemødet hver måned", "Opfølgning"),
    ("Så borgerne får en tryggere hverdag", "Hvorfor"),
    ("Medarbejderen skal kunne bruge lovens regler om magtanvendelse", "Læringsmål"),
    ("Hver aften måler vi blodsukker hos fire borgere", "Opgaven"),
    ("Anna Jensen, tlf. 12345678", "Navn"),
)
EXPECTED = ("traeningsbane", "hverdag", "perspektiv", "laeringsmaal", "opgave", None)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def passage(text: str, *heading: str) -> Passage:
    return Passage(text, heading, Place("word", "body", "p1"))


def document() -> list[Passage]:
    return [passage(text, heading) for text, heading in TEXTS]


def test_plain_passages_get_their_field(classifier: Classifier) -> None:
    (labels,) = classifier.label([document()])
    assert [next(iter(found.field_ids()), None) for found in labels] == list(EXPECTED)
    assert all(0 < found.certainty <= 1 for found in labels)
    assert all(
        0 <= label.score <= 1 for found in labels for label in found.fields + found.levels + found.marks
    )


def test_finer_labels_stand_only_with_their_field(classifier: Classifier) -> None:
    lines = (
        (Path(__file__).parents[1] / "models" / "da_plantjek" / "config.cfg").read_text("utf-8").split("\n")
    )
    words = [w for text, _ in TEXTS for w in text.split()] + lines[:3]
    chance = random.Random(1)
    mixed = [passage(" ".join(chance.choices(words, k=8))) for _ in range(60)]
    (labels,) = classifier.label([mixed])
    for found in labels:
        for label in found.levels + found.marks:
            assert FIELD_OF.get(label.id) in {*found.field_ids(), None}


def test_a_document_is_labelled_alike_whatever_else_is_read(classifier: Classifier) -> None:
    one = document()
    alone, among = list(classifier.label([one])), list(classifier.label([one[::-1], one, [], one[:1]]))
    assert among[1] == alone[0]
    assert among[2] == ()
    assert list(classifier.label_split([one])) == list(classifier.label_split([one]))


def test_paragraphs_are_split_where_fields_differ_and_nothing_is_lost(classifier: Classifier) -> None:
    mixed = passage(
        "Alle deltager i et kursus i konflikthåndtering i marts. Lederen følger op på hvert personalemøde."
    )
    same = passage("Alle deltager i et todages kursus i marts. Derefter holdes en temadag med undervisning.")
    (pieces,) = classifier.label_split([[same, mixed, passage("")]])
    assert [piece.passage.text for piece in pieces] == [
        same.text,
        *mixed.text.replace(". ", ".|").split("|"),
        "",
    ]
    assert {piece.passage.place for piece in pieces} == {mixed.place}


def test_terms_point_into_their_passage(classifier: Classifier) -> None:
    (labels,) = classifier.label([document()])
    found = {
        (term.kind, TEXTS[i][0][term.start : term.end]) for i, x in enumerate(labels) for term in x.terms
    }
    assert {("dato", "den 3. marts"), ("person", "Anna Jensen"), ("laeringsform", "kursus")} <= found


def test_a_folder_without_model_is_a_fault_of_use(tmp_path: Path) -> None:
    with pytest.raises(PlantjekError):
        Classifier.load(tmp_path)
