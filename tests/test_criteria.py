"""The criteria as data: all 26 in order, each with texts of its own, and words that can be found."""

from models.method import load_method
from reports.criteria import criteria_by_id, load_criteria

ORDER = [
    "opgave.afgraenset",
    "opgave.tilbagevendende",
    "opgave.aendring",
    "opgave.ansvar",
    "opgave.ansvarstrin",
    "perspektiv.kerneopgave",
    "perspektiv.organisation",
    "perspektiv.dialog",
    "laeringsmaal.metoder",
    "laeringsmaal.viden",
    "laeringsmaal.rolle",
    "laeringsmaal.adfaerd",
    "traeningsbane.vidensopbygning",
    "traeningsbane.afproevning",
    "traeningsbane.feedback",
    "traeningsbane.laeringsform",
    "traeningsbane.match",
    "traeningsbane.varighed",
    "traeningsbane.tilrettelaeggelse",
    "hverdag.opfoelgning_paa_maal",
    "hverdag.organisering",
    "hverdag.stoette",
    "hverdag.loebende_opfoelgning",
    "hverdag.overgang",
    "helhed.to_dimensioner",
    "helhed.ikke_kun_kursus",
]


def test_all_criteria_in_the_order_of_the_method() -> None:
    assert [criterion.id for criterion in load_criteria()] == ORDER
    assert list(criteria_by_id()) == ORDER


def test_each_criterion_has_its_own_texts() -> None:
    for text in ("name", "asks", "question", "advice_missing", "advice_half", "looks_for", "lacks"):
        found = [getattr(criterion, text) for criterion in load_criteria()]
        assert all(found), text
        if text not in ("lacks",):
            assert len(set(found)) == len(found), text
    assert all(criterion.question.endswith("?") for criterion in load_criteria())
    assert all(criterion.chapter for criterion in load_criteria())


def test_criteria_look_only_at_labels_of_the_method() -> None:
    method = load_method()
    fields = {f.id for f in method.fields}
    levels = {level.id for level in method.levels}
    marks = {mark.id for mark in method.marks}
    for criterion in load_criteria():
        assert criterion.look.fields <= fields
        assert criterion.look.levels <= levels
        assert criterion.look.marks <= marks
        looks = criterion.look.fields or criterion.look.levels or criterion.look.marks
        assert looks or criterion.field == "helhed"
