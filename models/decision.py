"""From logits to what is asserted: calibrated probabilities, thresholds, one consistent set of labels."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.context import sigmoid
from models.labelset import FIELD_OF, FIELDS, LABELS, Scores

Asserted = NDArray[np.bool_]
NONE = len(LABELS)  # the column that says "no field"
SIX = (*range(len(FIELDS)), NONE)


@dataclass(frozen=True)
class Decision:
    """Thresholds by label, in the order of the logits, over calibrated log-odds."""

    lean: Scores  # [6] added to the five fields' and none's log-odds before the best is taken
    second: float  # probability from which a further field is asserted beside the best
    threshold: Scores  # [21] for levels and marks; unused for fields
    trust: Scores  # [3] certainty = sigmoid(trust @ (1, best share, margin))

    def asserted(self, chances: Scores) -> Asserted:
        """What is asserted [n, 21]: at most a field and its finer labels, or none; rarely two fields."""
        best = (_odds(chances[:, SIX]) + self.lean).argmax(1)
        found: Asserted = np.zeros((len(chances), NONE), bool)
        some = best < len(FIELDS)
        found[np.flatnonzero(some), best[some]] = True
        found[:, : len(FIELDS)] |= (chances[:, : len(FIELDS)] >= self.second) & some[:, None]
        finer = slice(len(FIELDS), NONE)
        found[:, finer] = chances[:, finer] >= self.threshold[finer]
        for column, label in enumerate(LABELS):
            if label in FIELD_OF:
                found[:, column] &= found[:, FIELDS.index(FIELD_OF[label])]
        return found

    def certainty(self, chances: Scores) -> Scores:
        """Probability [n] that the fields asserted are right."""
        return sigmoid(trust_rows(chances, self.lean) @ self.trust)


def trust_rows(chances: Scores, lean: Scores) -> Scores:
    """What the certainty hangs on: 1, the best's log share of the six, its lead over the next."""
    odds = _odds(chances[:, SIX]) + lean
    ranked = np.sort(odds, axis=1)
    share = ranked[:, -1] - np.log(np.exp(odds - ranked[:, -1:]).sum(1)) - ranked[:, -1]
    return np.stack([np.ones(len(odds)), share, ranked[:, -1] - ranked[:, -2]], 1).astype(np.float32)


def _odds(chances: Scores) -> Scores:
    clipped = np.clip(chances, 1e-4, 1 - 1e-4)
    odds: Scores = np.log(clipped / (1 - clipped))
    return odds


@dataclass(frozen=True)
class Blend:
    """Weights that make calibrated log-odds of several sources' logits, by label."""

    sources: tuple[str, ...]  # keys of doc._.scores
    weights: Scores  # [22, 1 + sources], the constant first

    def logits(self, scores: Mapping[str, Scores]) -> Scores:
        """Log-odds [n, 22]."""
        made = np.broadcast_to(self.weights[:, 0], scores[self.sources[0]].shape)
        for column, source in enumerate(self.sources, 1):
            made = made + self.weights[:, column] * scores[source]
        return made.astype(np.float32)
