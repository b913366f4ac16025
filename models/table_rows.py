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


def row_numbers(headings: Sequence[str]) -> Numbers:
    """The same number from where the order of the headings begins anew until it does so again.

    Headings are ordered by where each is first met. A stretch longer than LONGEST is no row: a number each.
    """
    columns = column_numbers(headings)
    anew = [i for i in range(1, len(columns)) if columns[i] < columns[i - 1]]
    found = np.arange(len(columns), dtype=np.int64)
    for start, end in zip([0, *anew], [*anew, len(columns)], strict=True):
        if end - start <= LONGEST:
            found[start:end] = start
    return found
