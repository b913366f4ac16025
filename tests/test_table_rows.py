"""Columns and rows told from the order of headings alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.table_rows import LONGEST, table_of

HEADINGS = st.lists(st.sampled_from(["", "Hvad", "Mål", "Hvornår"]), max_size=60)


def test_a_row_ends_where_the_headings_begin_anew() -> None:
    headings = ["Hvad", "Mål", "Mål", "Hvornår", "Hvad", "Hvornår", "Mål"]
    assert table_of(headings).tolist() == [[0, 1, 1, 3, 0, 3, 1], [0, 0, 0, 0, 4, 4, 6]]


def test_a_missing_cell_does_not_join_two_rows() -> None:
    assert table_of(["A", "B", "C", "B", "C"])[1].tolist() == [0, 0, 0, 3, 3]


def test_running_text_is_no_row() -> None:
    count = LONGEST + 1
    assert table_of([f"Afsnit {i}" for i in range(count)])[1].tolist() == list(range(count))


@given(HEADINGS)
def test_rows_are_unbroken_and_columns_are_headings(headings: list[str]) -> None:
    columns, rows = table_of(headings)
    assert len(rows) == len(columns) == len(headings)
    assert all(a <= b for a, b in pairwise(rows))
    for i, one in enumerate(headings):
        for j, other in enumerate(headings):
            assert (columns[i] == columns[j]) == (i == j or (bool(one) and one == other))
