"""What the words of a heading say of what stands under it; the counts are in headings.toml."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.structure_slots import REST, field_names

WORD = re.compile(r"[^\W\d_]+")
TARGETS = (*field_names(), REST)
PRIOR_WORD, PRIOR_LABEL = 2.0, 1.0  # columns that a word or label counts as having been seen in before
Shares = NDArray[np.float64]


def words_of(key: str) -> frozenset[str]:
    """The words of a heading in lower case, numbers left out."""
    return frozenset(WORD.findall(key))


@cache
def _counts() -> tuple[Shares, dict[str, Shares], dict[str, Shares]]:
    """Shares over all columns, and counts by word and by whole label, in the order of TARGETS."""
    data: dict[str, Any] = tomllib.loads(files("reports").joinpath("headings.toml").read_text("utf-8"))
    every = np.array(data["all"])
    words, labels = ({key: np.array(row) for key, row in data[name].items()} for name in ("words", "labels"))
    return every / every.sum(), words, labels


@lru_cache(maxsize=8192)
def heading_shares(key: str) -> tuple[float, ...]:
    """How likely each of TARGETS is under this heading; for unknown words what columns hold in general."""
    prior, words, labels = _counts()
    known = [words[word] for word in sorted(words_of(key)) if word in words]
    shift = np.zeros(len(TARGETS))
    for counts in known:
        shift += np.log((counts + PRIOR_WORD * prior) / (counts.sum() + PRIOR_WORD)) - np.log(prior)
    shares = prior * np.exp(shift / max(1, len(known)) ** 0.5)
    shares /= shares.sum()
    if key in labels:
        shares = (labels[key] + PRIOR_LABEL * shares) / (labels[key].sum() + PRIOR_LABEL)
    return tuple(shares.tolist())
