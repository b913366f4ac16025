from hypothesis import given, settings
from hypothesis import strategies as st

from models.encoder import BUDGET, PASSAGE, TITLE, batches, with_titles
from models.ngrams import Unit


@settings(deadline=None)
@given(st.lists(st.integers(1, 200), max_size=40))
def test_batches_hold_every_row_once_within_the_budget(lengths: list[int]) -> None:
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    made = list(batches(order, lengths))
    assert [row for part in made for row in part] == order
    assert all(len(part) == 1 or len(part) * max(lengths[r] for r in part) <= BUDGET for part in made)


def test_an_outermost_heading_stands_once_as_a_title_before_its_passages() -> None:
    units = [
        Unit("a", ("Plan", "Mål")),
        Unit("b", ("Plan", "Tid")),
        Unit("c", ("Mål",)),
        Unit("d", ("Ny", "Mål")),
    ]
    rows = with_titles(units)
    assert [unit for unit, kind in rows if kind == PASSAGE] == units
    assert [unit.text for unit, kind in rows if kind == TITLE] == ["Plan", "Ny"]
    assert [unit.text for unit, _ in rows] == ["Plan", "a", "b", "c", "Ny", "d"]
