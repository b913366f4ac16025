"""The method as data: complete, in the order of the labelling rules, and explained."""

from models.method import load_method
from models.phrases import PhraseBook, fold, tokens


def test_fields_levels_and_marks_are_those_of_the_labelling_rules() -> None:
    method = load_method()
    assert [f.id for f in method.fields] == [
        "opgave",
        "perspektiv",
        "laeringsmaal",
        "traeningsbane",
        "hverdag",
    ]
    assert [level.id for level in method.levels] == ["metoder", "viden", "rolle"]
    assert [m.id for m in method.marks_of("perspektiv")] == ["kerneopgave", "organisation"]
    assert [m.id for m in method.marks_of("tempo")] == ["vidensopbygning", "afproevning", "feedback"]
    assert [m.id for m in method.marks_of("ansvarstrin")] == [
        "med_stoette",
        "selvstaendigt",
        "ressourceperson",
    ]
    assert [m.id for m in method.marks_of("forankring")] == [
        "opfoelgning_paa_maal",
        "organisering",
        "stoette",
        "loebende_opfoelgning",
        "overgang",
    ]


def test_seventeen_learning_forms_with_levels_and_tempi_of_the_method() -> None:
    method = load_method()
    levels = {level.id for level in method.levels}
    tempi = {mark.id for mark in method.marks_of("tempo")}
    assert len(method.forms) == len({form.id for form in method.forms}) == 17
    for form in method.forms:
        assert set() < set(form.levels) <= levels
        assert set() < set(form.tempi) <= tempi
        assert all((form.words, form.name, form.explanation))


def test_each_form_is_found_by_its_own_name() -> None:
    forms = load_method().forms
    book = PhraseBook({form.id: form.words for form in forms})
    missed = [f.id for f in forms if f.id not in book.names(tokens(f.name)) and f.id != "uddannelsesforloeb"]
    assert not missed


def test_phrases_find_words_inside_endings_and_across_spellings() -> None:
    book = PhraseBook({"a": ["sidemand*"], "b": ["*kursus"], "c": ["hvis * tid"], "d": ["# gange"]})
    assert book.names(tokens("Sidemandsoplæring og værktøjskursus")) == {"a", "b"}
    assert book.names(tokens("hvis vi har tid")) == frozenset()
    assert book.names(tokens("hvis der tid, 3 gange")) == {"c", "d"}
    text = "Vi tager et VÆRKTØJSKURSUS"
    hit = book.find(text)[0]
    assert text[hit.start : hit.end] == "VÆRKTØJSKURSUS"
    assert fold("Læringsmål på øen") == fold("laeringsmaal paa oeen")
