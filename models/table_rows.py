"""Which passages stand under the same heading, and which look to stand in one row of a table."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
LONGEST = 24  # passages; what is longer is no row


def column_numbers(headings: Sequence[str]) -> Numbers:
    """The same number for the same heading; a passage without one has a number of its own."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(h, i) if h else i for i, h in enumerate(headings)], np.int64)


def row_numbers(columns: Numbers) -> Numbers:
    """The same number from where the order of the columns begins anew until it does so again.

    Columns are ordered by where each is first met. A stretch longer than LONGEST is no row: a number each.
    """
    anew = [i for i in range(1, len(columns)) if columns[i] < columns[i - 1]]
    found = np.arange(len(columns), dtype=np.int64)
    for start, end in zip([0, *anew], [*anew, len(columns)], strict=True):
        if end - start <= LONGEST:
            found[start:end] = start
    return found


def table_of(headings: Sequence[str]) -> Numbers:
    """Column and row numbers of passages in reading order, [2, n]."""
    columns = column_numbers(headings)
    return np.stack([columns, row_numbers(columns)])
