import pytest
import spacy
from spacy.language import Language

import models.components  # noqa: F401  (registers the factories)
from models.matchers import TERMS
from models.ngrams import Unit
from models.passages import to_doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("da")
    made.add_pipe("plantjek_terms")
    return made


def found(nlp: Language, *texts: str) -> list[tuple[str, str, str]]:
    doc = nlp(to_doc(nlp, [Unit(text) for text in texts]))
    return [(span.label_, span.id_, span.text) for span in doc.spans[TERMS]]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("To førstehjælpskurser i foråret", "vaerktoejskursus"),
        ("e-læring hjemme", "digitaliseret_laering"),
        ("E-LAERING HJEMME", "digitaliseret_laering"),
        ("Sidemandsoplæringen varer en uge", "sidemandsoplaering"),
        ("står ved siden af Birgit", "sidemandsoplaering"),
    ],
)
def test_learning_forms_in_their_inflections(nlp: Language, text: str, form: str) -> None:
    assert form in {key for kind, key, _ in found(nlp, text) if kind == "laeringsform"}


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("hun gør det selvstændigt", "selvstaendigt"),
        ("på egen hånd fra maj", "selvstaendigt"),
        ("to superbrugere udpeges", "ressourceperson"),
        ("de nye kører med støtte", "med_stoette"),
    ],
)
def test_responsibility_steps(nlp: Language, text: str, step: str) -> None:
    assert step in {key for kind, key, _ in found(nlp, text) if kind == "ansvarstrin"}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Start d. 1. marts 2025 her", "dato", "d. 1. marts 2025"),
        ("frist 12/3-2024", "dato", "12/3-2024"),
        ("i uge 12-14", "dato", "uge 12-14"),
        ("afsluttet ultimo september", "dato", "ultimo september"),
        ("det tager 2-3 timer", "varighed", "2-3 timer"),
        ("et todages kursus", "varighed", "todages"),
        ("i tre måneder", "varighed", "tre måneder"),
        ("Anne-Lise P. Hansen følger op", "person", "Anne-Lise P. Hansen"),
        ("cpr 010190-1234 står her", "cpr", "010190-1234"),
        ("på Plejecenter Solgården", "arbejdsplads", "Plejecenter Solgården"),
        ("hver anden uge", "hyppighed", "hver anden uge"),
    ],
)
def test_times_names_and_numbers(nlp: Language, text: str, kind: str, words: str) -> None:
    assert (kind, words) in {(label, span) for label, _, span in found(nlp, text)}


def test_ordinary_words_are_no_names_and_terms_stay_within_a_passage(nlp: Language) -> None:
    assert found(nlp, "Per mail og bo i huset") == []
    assert [span for _, _, span in found(nlp, "Det varer tre", "uger er gået")] == []
    assert [span for kind, _, span in found(nlp, "Lone", "Hansen") if kind == "person"] == ["Lone"]
