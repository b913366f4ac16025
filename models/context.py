"""The layer above passage scores: a small network over scores of a passage, its neighbours, its document."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.labelset import FIELDS, Scores

CORE = (*range(len(FIELDS)), -1)  # the five fields and "no field"
SPAN = 3  # neighbours on each side
LIMIT = 8.0  # logits are clipped here


def sigmoid(x: Scores) -> Scores:
    """1 / (1 + exp(-x))."""
    result: Scores = np.float32(1) / (np.float32(1) + np.exp(-x))
    return result


def features(logits: Scores, headings: Sequence[tuple[str, ...]]) -> Scores:
    """A row for each passage of one document, from its logits [n, 22] and heading paths."""
    logits = np.clip(logits, -LIMIT, LIMIT).astype(np.float32)
    half = np.float32(2)
    odds, core = logits / half, logits[:, CORE] / half
    chances = sigmoid(logits)
    count = len(logits)
    place = np.linspace(0, 1, count, dtype=np.float32)[:, None]
    size = np.full((count, 1), np.log1p(count) / 4, np.float32)
    whole = np.repeat(chances.mean(0)[None], count, 0)
    parts: list[Scores] = [
        odds,
        chances,
        *_neighbours(core),
        _alike(chances[:, CORE], headings),
        whole,
        place,
        size,
    ]
    return np.hstack(parts).astype(np.float32)


def _neighbours(core: Scores) -> list[Scores]:
    """Scores of the passages 1 to SPAN before and after, with a column that says whether there is one."""
    known = np.hstack([core, np.ones((len(core), 1), np.float32)])
    shifted = []
    for step in range(1, SPAN + 1):
        back, on = np.zeros_like(known), np.zeros_like(known)
        back[step:], on[: max(len(core) - step, 0)] = known[:-step], known[step:]
        shifted += [back, on]
    return shifted


def _alike(chances: Scores, headings: Sequence[tuple[str, ...]]) -> Scores:
    """Mean of the others under the same heading path, with a column that says whether there are any."""
    mean = np.zeros((len(chances), chances.shape[1] + 1), np.float32)
    rows: dict[tuple[str, ...], list[int]] = {}
    for row, heading in enumerate(headings):
        rows.setdefault(heading, []).append(row)
    for heading, members in rows.items():
        if heading and len(members) > 1:
            mean[members, :-1] = (chances[members].sum(0) - chances[members]) / (len(members) - 1)
            mean[members, -1] = 1
    return mean


@dataclass(frozen=True)
class Network:
    """Several small two-layer networks side by side, their logits averaged."""

    inner: Scores  # [networks, features, hidden]
    inner_bias: Scores  # [networks, hidden]
    outer: Scores  # [networks, hidden, labels]
    outer_bias: Scores  # [networks, labels]

    def logits(self, rows: Scores) -> Scores:
        """[n, features] to [n, labels]."""
        hidden = np.maximum(rows @ self.inner + self.inner_bias[:, None], 0)
        made: Scores = (hidden @ self.outer + self.outer_bias[:, None]).mean(0)
        return made
