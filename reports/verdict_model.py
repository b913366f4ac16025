"""The learned part of the verdicts: how strongly each passage speaks for a criterion, and the plan's chances.

Each passage gets a strength u for "at least delvist" and one for "opfyldt" from weights of its features.
Over the passages that a criterion looks at, softplus(u) times the label's score is pooled by a norm between
sum and maximum, and chance = 1 - exp(-pooled), so one more passage never lowers it. A last step weighs these
chances with the rules' grades, all weights at least 0.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reports.criteria import load_criteria
from reports.verdict_features import PAIR, PART, WORD, context, pairs, parts, word_scale
from reports.verdict_rules import Grade
from reports.verdict_signs import Sign
from reports.verdict_whole import LEVELS

Floats = NDArray[np.float32]
MATCH = "traeningsbane.match"
NORM = 3.0  # 1 would add the passages up, infinity take the best alone
MOST_WORDS = 60_000  # rows kept for words met; beyond that the table starts anew


@dataclass(slots=True)
class Weights:
    """Weights of features by head (two a criterion), and the last step's weights."""

    heads: tuple[str, ...]  # criteria, then the levels of match
    rows: dict[str, int]
    table: Floats  # feature x (2 x head); row 0 is zero
    bias: Floats
    last: Floats  # head x 2 x (bias and inputs)
    _words: dict[str, int] = field(default_factory=dict)
    _cached: Floats = field(default_factory=lambda: np.zeros((256, 1), dtype=np.float32))

    def strengths(self, signs: Sequence[Sign]) -> Floats:
        """How strongly each passage speaks: passage x head x (at least delvist, opfyldt)."""
        found = np.empty((len(signs), self.table.shape[1]), dtype=np.float32)
        for index, sign in enumerate(signs):
            at = [self._word(word) for word in set(sign.words)]  # may renew the table
            words = self._cached[at].sum(axis=0)
            known = [self.rows[pair] for pair in pairs(sign) if pair in self.rows]
            found[index] = (words + PAIR * self.table[known].sum(axis=0)) * word_scale(sign)
            rest = [(self.rows[name], value) for name, value in context(sign) if name in self.rows]
            if rest:
                columns, values = zip(*rest, strict=True)
                found[index] += np.asarray(values, dtype=np.float32) @ self.table[list(columns)]
        return (found + self.bias).reshape(len(signs), len(self.heads), 2)

    def _word(self, word: str) -> int:
        """The row of a word's own weights and those of its parts together."""
        row = self._words.get(word)
        if row is not None:
            return row
        if len(self._words) >= MOST_WORDS or self._cached.shape[1] != self.table.shape[1]:
            self._words.clear()
            self._cached = np.zeros((256, self.table.shape[1]), dtype=np.float32)
        row = self._words[word] = len(self._words)
        if row >= len(self._cached):
            self._cached = np.concatenate([self._cached, np.zeros_like(self._cached)])
        known = [self.rows[f"c:{part}"] for part in parts(word) if f"c:{part}" in self.rows]
        self._cached[row] = WORD * self.table[self.rows.get(f"w:{word}", 0)] + PART * self.table[known].sum(
            axis=0
        )
        return row


@dataclass(frozen=True, slots=True)
class Head:
    """What a pair of weights speaks of (a criterion, or a level of match served) and the labels it reads."""

    id: str
    labels: frozenset[str]
    without: frozenset[str] = frozenset()

    def relevance(self, sign: Sign) -> float:
        """How surely a passage is this head's business, 0 to 1."""
        best = max((sign.scores.get(label, 0.0) for label in self.labels), default=0.0)
        return best * (1 - max((sign.scores.get(label, 0.0) for label in self.without), default=0.0))


@cache
def heads() -> tuple[Head, ...]:
    """All heads: each criterion that stands by itself, then match by level."""
    criteria = [c for c in load_criteria() if c.field != "helhed" and c.id != MATCH]
    own = [Head(c.id, c.look.marks or c.look.levels or c.look.fields, c.look.without) for c in criteria]
    return tuple(own + [Head(f"{MATCH}.{level}", frozenset({"traeningsbane"})) for level in LEVELS])


def relevance(signs: Sequence[Sign]) -> Floats:
    """How surely each passage is each head's business; passage x head."""
    rows = [[head.relevance(sign) for head in heads()] for sign in signs]
    return np.asarray(rows, dtype=np.float32).reshape(len(signs), len(heads()))


def log_odds(pooled: Floats) -> Floats:
    """The log-odds of the chance 1 - exp(-pooled), within sensible bounds."""
    return np.log(np.expm1(np.clip(pooled, 0.002, 8.0)))


def inputs(pooled: Floats, graded: Sequence[Counter[Grade]]) -> Floats:
    """Inputs of the last step: criterion x (log-odds of both heads, grades counted, any full)."""
    odds = log_odds(pooled)
    counts = np.array([[grade[Grade.FULL], grade[Grade.HALF]] for grade in graded], dtype=np.float32)
    return np.concatenate([odds, np.log1p(counts), (counts[:, :1] > 0)], axis=1, dtype=np.float32)


@cache
def load_weights() -> Weights:
    """The weights shipped with the program; stored as small integers with a scale for each head."""
    with files("reports").joinpath("verdicts.npz").open("rb") as stream, np.load(stream) as data:
        names = bytes(data["names"]).decode("utf-8").split("\n")
        return Weights(
            heads=tuple(bytes(data["heads"]).decode("utf-8").split("\n")),
            rows={name: row for row, name in enumerate(names)},
            table=data["table"].astype(np.float32) * data["scale"],
            bias=data["bias"],
            last=data["last"],
        )


@dataclass(frozen=True, slots=True)
class Chances:
    """What the weights say of a plan."""

    least: Floats  # by criterion: chance of at least delvist
    full: Floats  # by criterion: chance of opfyldt
    share: Floats  # passage x head x 2: what each passage adds
    served: dict[str, float]  # by level: chance that a learning form serves it


def chances(signs: Sequence[Sign], graded: Sequence[Counter[Grade]]) -> Chances:
    """The chances of every criterion that stands by itself, and of the levels of match."""
    weights = load_weights()
    share = relevance(signs)[:, :, None] * softplus(weights.strengths(signs))
    pooled = (share**NORM).sum(axis=0) ** (1 / NORM)
    count = len(graded)
    odds = (weights.last[:, :, 1:] * inputs(pooled[:count], graded)[:, None, :]).sum(axis=2) + weights.last[
        :, :, 0
    ]
    likely = 1 / (1 + np.exp(-odds))
    served = {level: float(1 - np.exp(-pooled[count + k, 0])) for k, level in enumerate(LEVELS)}
    return Chances(likely[:, 0], np.minimum(likely[:, 0], likely[:, 1]), share, served)


def softplus(values: Floats) -> Floats:
    """log(1 + exp(x)), without overflow."""
    return np.logaddexp(np.float32(0), values)
