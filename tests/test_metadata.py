"""Who a plan is for, found where it stands."""

import pytest

from extractors.document import Metadata, Passage, Place
from extractors.metadata import find_metadata


def passage(text: str, *heading: str) -> Passage:
    return Passage(text, heading, Place("word", "body", "p1"))


def test_labels_lead_to_answers() -> None:
    passages = [
        passage("Hanne Lykke", "Plan", "Navn:"), passage("Hjemmeplejen Vest", "Afdeling"),
        passage("Mona Ravn", "Nærmeste leder"), passage("23. januar 2025", "Dato for samtalen"),
    ]  # fmt: skip
    assert find_metadata(passages) == Metadata(
        "Hjemmeplejen Vest", "Hanne Lykke", "Mona Ravn", "23. januar 2025"
    )


def test_labels_in_the_line() -> None:
    found = find_metadata([passage("Gruppen: fire medarbejdere. Leder: Poul Erik Dam. Dato: 12/3")])
    assert found == Metadata(None, None, "Poul Erik Dam", "12/3") or found.owner == "fire medarbejdere"
    assert found.leader == "Poul Erik Dam"
    assert found.date == "12/3"


@pytest.mark.parametrize(
    ("title", "workplace", "owner"),
    [
        ("Kompetenceplan for Hanne Lykke", None, "Hanne Lykke"),
        ("Kompetenceplan for Hanne Lykke, Plejecenter Åhaven", "Plejecenter Åhaven", "Hanne Lykke"),
        ("Kompetenceplan – Børnehuset Solstrålen", "Børnehuset Solstrålen", None),
        ("Plan for bedre samtaler", None, None),
        ("Strategi", None, None),
    ],
)
def test_titles_name_people_and_places(title: str, workplace: str | None, owner: str | None) -> None:
    found = find_metadata([], title)
    assert (found.workplace, found.owner) == (workplace, owner)


def test_a_date_has_a_number_and_a_name_a_letter() -> None:
    assert find_metadata([passage("aftales senere", "Dato"), passage("…", "Navn")]) == Metadata()


def test_long_answers_are_no_names() -> None:
    assert find_metadata([passage("Hun skal kunne føre samtalen alene. " * 5, "Navn")]).owner is None


def test_the_label_nearest_to_the_matter_wins() -> None:
    passages = [passage("Team Øst", "Team"), passage("Hanne Lykke", "Medarbejderens navn")]
    assert find_metadata(passages).owner == "Hanne Lykke"
