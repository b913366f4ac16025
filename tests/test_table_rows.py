"""Columns and rows told from the order of headings alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.table_rows import LONGEST, column_numbers, row_numbers

HEADINGS = st.lists(st.sampled_from(["", "Hvad", "Mål", "Hvornår"]), max_size=60)


def test_a_row_ends_where_the_headings_begin_anew() -> None:
    headings = ["Hvad", "Mål", "Mål", "Hvornår", "Hvad", "Hvornår", "Mål"]
    assert row_numbers(headings).tolist() == [0, 0, 0, 0, 4, 4, 6]
    assert column_numbers(headings).tolist() == [0, 1, 1, 3, 0, 3, 1]


def test_a_missing_cell_does_not_join_two_rows() -> None:
    assert row_numbers(["A", "B", "C", "B", "C"]).tolist() == [0, 0, 0, 3, 3]


def test_running_text_is_no_row() -> None:
    count = LONGEST + 1
    assert row_numbers([f"Afsnit {i}" for i in range(count)]).tolist() == list(range(count))


@given(HEADINGS)
def test_rows_are_unbroken_and_columns_are_headings(headings: list[str]) -> None:
    rows, columns = row_numbers(headings), column_numbers(headings)
    assert len(rows) == len(columns) == len(headings)
    assert all(a <= b for a, b in pairwise(rows))
    for i, one in enumerate(headings):
        for j, other in enumerate(headings):
            assert (columns[i] == columns[j]) == (i == j or (bool(one) and one == other))
