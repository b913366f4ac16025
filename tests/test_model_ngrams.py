import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.context import features
from models.ngrams import Hasher, Unit, tokens

WIDE = 12


def rows(units: list[Unit]) -> list[tuple[list[int], list[float]]]:
    indices, values = Hasher(WIDE).rows(units)
    return [(i.tolist(), v.tolist()) for i, v in zip(indices, values, strict=True)]


def test_case_and_spelling_of_danish_letters_make_no_difference() -> None:
    assert tokens("BØRNEHUSET Åbent 12/3") == tokens("boernehuset aabent 45/9")
    one, other = (Hasher(WIDE).of_text(text)[0] for text in ("Læring på ØST", "laering paa oest"))
    assert one.tolist() == other.tolist()


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_features_are_the_same_each_time_and_within_the_table(texts: list[str]) -> None:
    units = [Unit(text, ("Mål",)) for text in texts]
    assert rows(units) == rows(units)
    assert all(0 <= i < 1 << WIDE for indices, _ in rows(units) for i in indices)


def test_neighbours_and_headings_are_read() -> None:
    alone, headed = rows([Unit("Kursus")])[0], rows([Unit("Kursus", ("Mål",))])[0]
    between = rows([Unit("Før"), Unit("Kursus"), Unit("Efter")])[1]
    assert set(alone[0]) < set(headed[0]) | set(alone[0])
    assert headed != alone != between


@settings(deadline=None)
@given(st.integers(1, 9))
def test_context_features_have_one_row_a_passage_and_one_width(count: int) -> None:
    logits = np.linspace(-3, 3, 22 * count, dtype=np.float32).reshape(count, 22)
    made = features(logits, [("Mål",)] * count)
    assert made.shape == (count, features(logits[:1], [()]).shape[1])
    assert np.isfinite(made).all()
