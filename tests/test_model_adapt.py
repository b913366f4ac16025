from pathlib import Path

import numpy as np
import pytest

from extractors.document import Passage, Place
from extractors.faults import PlantjekError
from models.adapt import adapt
from models.classifier import Classifier
from models.gold import GoldDocument, GoldPassage, GoldSection
from models.ngrams import Unit

COLUMN = "Kol. Q7"


def document(number: int, field: str = "hverdag") -> GoldDocument:
    """Rows of a department whose odd column always holds its follow-up."""
    texts = ("grøn efter Bs tur", "rød, tages igen", "gul i uge fire", "grøn hele vejen")
    passages = tuple(
        GoldPassage(Unit(f"{text} {number}", (COLUMN,)), frozenset({field} if field else ()))
        for text in texts
    )
    return GoldDocument(f"x-{number}", "x", "excel-rows", (GoldSection("", passages),))


def test_what_was_corrected_is_learnt_and_the_rest_stays(tmp_path: Path) -> None:
    made = adapt([document(n) for n in range(12)], tmp_path / "egen")
    assert made.passages == 48
    assert made.after > made.before
    shipped, own = Classifier.load(), Classifier.load(tmp_path / "egen")
    assert own.version.endswith("+lokal")
    place = Place("excel", "Ark1", "B2")
    unseen = [Passage("blå efter Es tur", (COLUMN,), place)]
    assert [x.field_ids() for x in next(own.label([unseen]))] == [{"hverdag"}]
    elsewhere = [
        Passage("Deltage i et kursus i konflikthåndtering den 3. marts", ("Aktiviteter",), place),
        Passage("Så borgerne får en tryggere hverdag", ("Hvorfor",), place),
    ]
    before, after = next(shipped.label([elsewhere])), next(own.label([elsewhere]))
    assert [x.field_ids() for x in before] == [x.field_ids() for x in after]
    assert np.allclose([x.certainty for x in before], [x.certainty for x in after], atol=0.1)


def test_an_adapted_model_can_be_adapted_again_from_its_own_folder(tmp_path: Path) -> None:
    adapt([document(1)], tmp_path / "en")
    adapt([document(2)], tmp_path / "to", tmp_path / "en")
    assert Classifier.load(tmp_path / "to").version.count("+lokal") == 1


def test_nothing_to_learn_from_is_a_fault_of_use(tmp_path: Path) -> None:
    with pytest.raises(PlantjekError):
        adapt([], tmp_path / "egen")
