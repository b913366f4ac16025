"""Columns go where heading and contents say; sure passages keep their field, unsure ones follow."""

from pathlib import Path

import pytest

from extractors.document import Metadata, Passage, Place
from extractors.faults import PlantjekError
from models.labels import Label, LabelledPassage, Labels
from reports.audit import AuditedPlan, Judgement
from reports.mapping import columns_of, target_of
from reports.mapping_file import read_mapping, write_mapping
from reports.structure import BY_CONTENT, structure
from reports.structure_slots import REST
from reports.structure_values import dates_in, percents_in


def labels(field: str, certainty: float = 0.9) -> Labels:
    return Labels((Label(field, certainty),) if field else (), certainty=certainty)


def plan_of(*rows: tuple[str, str, Labels]) -> AuditedPlan:
    passages = tuple(
        LabelledPassage(Passage(text, (heading,), Place("excel", "Ark1", f"B{number}")), found)
        for number, (heading, text, found) in enumerate(rows, 1)
    )
    return AuditedPlan("p-1", "a.xlsx", "Anna", Metadata(), passages, Judgement((), 0))


GOALS = [("Mål", f"kunne {number}", labels("laeringsmaal")) for number in range(8)]


def test_unsure_passages_follow_their_column_and_sure_ones_keep_their_own() -> None:
    plan = plan_of(
        *GOALS, ("Mål", "kursus", labels("traeningsbane", 0.95)), ("Mål", "noget", labels("", 0.3))
    )
    pieces = {piece.text: piece for piece in structure(plan, columns_of("a.xlsx", [plan], {})).pieces}
    assert pieces["kursus"].slot.startswith("traeningsbane.")
    assert pieces["noget"].slot.startswith("laeringsmaal.")


def test_a_mixed_column_goes_by_content() -> None:
    fields = ("opgave", "perspektiv", "laeringsmaal", "traeningsbane", "hverdag")
    assert target_of([labels(field) for field in fields])[0] == BY_CONTENT
    assert target_of([labels("opgave")] * 5)[0] == "opgave"
    assert target_of([labels("")] * 5)[0] == REST


def test_a_mapping_that_is_written_and_read_decides_the_same(tmp_path: Path) -> None:
    odd = ('Mål "nye"\n[x] = #1 \\ æ', "tekst\nmed linjer", labels("opgave"))
    plan = plan_of(*GOALS, odd)
    columns = columns_of("a.xlsx", [plan], {})
    path = tmp_path / "kolonner.toml"
    path.write_text(write_mapping(columns.values()), "utf-8")
    fixed = read_mapping(path)
    assert {key: target for (_, key), (target, _) in fixed.items()} == {
        k: c.target for k, c in columns.items()
    }
    assert not any(firm for _, firm in fixed.values())
    assert structure(plan, columns_of("a.xlsx", [plan], fixed)) == structure(plan, columns)


def test_a_persons_decision_moves_everything_or_makes_it_master_data(tmp_path: Path) -> None:
    path = tmp_path / "kolonner.toml"
    path.write_text('[[kolonne]]\nnavn = "mål:"\ntil = "stamdata.leader"\n', "utf-8")
    plan = plan_of(("Mål", "Ida Holm", labels("laeringsmaal")), ("Mål", "Bo Lund", labels("laeringsmaal")))
    made = structure(plan, columns_of("a.xlsx", [plan], read_mapping(path)))
    assert made.metadata.leader == "Ida Holm"
    assert [piece.text for piece in made.pieces] == ["Bo Lund"]


@pytest.mark.parametrize(
    "text", ["kolonne = 3", "[[kolonne]]\nnavn = 'x'", "[[kolonne]", "[[kolonne]]\ntil = 'opgave'"]
)
def test_a_mapping_that_is_wrong_is_a_fault_of_use(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kolonner.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(PlantjekError):
        read_mapping(path)


def test_only_dates_and_percentages_beyond_doubt_are_values() -> None:
    days = dates_in("3. maj 2025, 04-06-2025 og 2025-01-20; ikke 5. maj, 1.2, 31-02-2025 eller 010170-1234")
    assert [day.isoformat() for day in days] == ["2025-05-03", "2025-06-04", "2025-01-20"]
    assert percents_in("25 % af tiden, 12,5 pct. og 10-20 %") == [0.25, 0.125]
