"""The pitfalls show where they are and not where they are not."""

import pytest
from verdict_plans import plan

from reports.judge import judge
from reports.verdict_pitfalls import FINDERS, texts

GOOD = (
    "{opgave} Når en ny beboer flytter ind hver måned, holder kontaktpersonen selv en samtale i stuen"
    " inden tre døgn"
    " // {perspektiv kerneopgave} Så beboeren slipper for at forklare sig forfra til hver ny vagt"
    " // {laeringsmaal metoder} Kunne stille åbne spørgsmål og skrive svaret ned med beboerens ord"
    " // {traeningsbane vidensopbygning} Undervisning i samtalens faser, to timer den 3. maj"
    " // {traeningsbane afproevning} De to første samtaler føres med en erfaren kollega ved siden af"
    " // {traeningsbane feedback} Kollegaen giver tilbagemelding samme dag efter en tjekliste"
    " // {traeningsbane} Træningen begynder den 3. maj og slutter den 30. juni"
    " // {hverdag overgang} Efter to godkendte samtaler fører hun dem alene"
    " // {hverdag perspektiv opfoelgning_paa_maal kerneopgave} I december spørger vi ti beboere,"
    " om de slap for at forklare sig forfra"
)


def _found(text: str) -> dict[str, tuple[int, ...]]:
    return {pitfall.id: pitfall.evidence for pitfall in judge(plan(text)).pitfalls}


def test_a_good_plan_has_none() -> None:
    assert _found(GOOD) == {}


@pytest.mark.parametrize(
    ("id", "text", "evidence"),
    [
        (
            "kun_undervisning",
            "{traeningsbane vidensopbygning} Kursus i konflikthåndtering, to dage i maj",
            (0,),
        ),
        (
            "rolle_ved_kursus",
            "{laeringsmaal rolle} Se sig selv som vært ved måltidet og ikke som den, der skal være hurtig"
            " // {traeningsbane vidensopbygning} E-læring om måltider",
            (0,),
        ),
        ("kun_viden", "{laeringsmaal viden} Have viden om demenssygdomme og deres forløb", (0,)),
        ("ingen_slutning", "{traeningsbane vidensopbygning} Kursus i konflikthåndtering", (0,)),
        (
            "opfoelgning_uden_gevinst",
            "{perspektiv kerneopgave} Så borgeren slipper for at fortælle sin historie forfra"
            " // {hverdag opfoelgning_paa_maal} I maj tæller lederen, hvor mange kursusbeviser der er",
            (1,),
        ),
        (
            "flere_opgaver",
            "{opgave} Når vi modtager en ny elev // {opgave} Når vi holder møde med hjemmet"
            " // {opgave} Når vi skriver en underretning",
            (0, 1, 2),
        ),
        ("for_almen_opgave", "{opgave} Vi vil styrke samarbejdet på tværs", (0,)),
        ("faelles_dato", "{hverdag overgang} Fra 1. maj har alle ansvaret for medicinen", (0,)),
    ],
)
def test_each_pitfall_shows_with_its_passages(id: str, text: str, evidence: tuple[int, ...]) -> None:
    assert _found(text)[id] == evidence


def test_every_pitfall_has_a_text() -> None:
    assert [id for id, _ in FINDERS] == list(texts())
