from extractors.document import Passage, Place
from models.labels import Label, LabelledPassage, Labels
from models.relevance import is_plan


def labelled(text: str, field: str | None = None, score: float = 0.9) -> LabelledPassage:
    fields = (Label(field, score),) if field else ()
    return LabelledPassage(Passage(text, (), Place("word", "body", "p1")), Labels(fields))


def test_a_plan_with_its_fields_is_one() -> None:
    passages = [
        labelled("Hver aften måler vi blodsukker", "opgave"),
        labelled("Så borgerne er trygge", "perspektiv"),
        labelled("Kunne bruge måleren", "laeringsmaal"),
        labelled("Kursus i marts", "traeningsbane"),
        labelled("Vi følger op på mødet", "hverdag"),
    ]
    assert is_plan("Kompetenceplan", ["Opgave", "Mål", "Aktiviteter"], passages)


def test_an_empty_template_is_a_plan_and_a_menu_is_none() -> None:
    asked = ["Opgave", "Perspektiv", "Læringsmål", "Træningsbane", "Forankring i hverdagen"]
    assert is_plan("Kompetenceplan", asked, [labelled("Beskriv opgaven her"), labelled("(udfyldes)")])
    assert is_plan("Skabelon", asked, [])
    assert not is_plan(
        "Menuplan uge 12", ["Mandag", "Tirsdag"], [labelled(t) for t in ("Frikadeller", "Suppe", "Fisk")]
    )
    assert not is_plan("", [], [])
