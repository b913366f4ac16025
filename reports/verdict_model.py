"""The learned part of the verdicts: how strongly each passage speaks for a criterion, and the plan's chances.

Each passage gets a strength u for "at least delvist" and one for "opfyldt" from weights of its features.
Over the passages that a criterion looks at, softplus(u) times the label's score is pooled by a norm between
sum and maximum, and chance = 1 - exp(-pooled), so one more passage never lowers it. The rules' word lists are
among the features, and a passage that declares an absence by them counts for little. Then verdict_rest moves
the chances a little by what the rest of the plan tells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from models.method import load_method
from reports.audit import VERDICTS, Verdict
from reports.criteria import Criterion, load_criteria
from reports.verdict_features import PAIR, PART, WORD, context, pairs, parts, word_scale
from reports.verdict_rest import moved, view
from reports.verdict_rules import Grade
from reports.verdict_signs import Sign
from reports.verdict_whole import LEVELS

Floats = NDArray[np.float32]
MATCH = "traeningsbane.match"
HUSHED = {Grade.ABSENT: 0.3, Grade.NOT_NEEDED: 0.05}  # what is left of a passage that declares an absence
NORM = 3.0  # 1 would add the passages up, infinity take the best alone
MOST_WORDS = 60_000  # rows kept for words met; beyond that the table starts anew


@dataclass(slots=True)
class Weights:
    """Weights of features by head (two a criterion), and how confidence is calibrated."""

    heads: tuple[str, ...]  # criteria, then the levels of match
    rows: dict[str, int]
    table: Floats  # feature x (2 x head); row 0 is zero
    bias: Floats
    rest: Floats  # criterion x 2 x (input + 1): what the rest of the plan tells, see verdict_rest
    confidence: Floats  # slope of the log-odds of a verdict's chance, then a shift by criterion and verdict
    _words: dict[str, int] = field(default_factory=dict)
    _cached: Floats = field(default_factory=lambda: np.zeros((256, 1), dtype=np.float32))

    def strengths(self, signs: Sequence[Sign]) -> Floats:
        """How strongly each passage speaks: passage x head x (at least delvist, opfyldt)."""
        if len(self._words) >= MOST_WORDS or self._cached.shape[1] != self.table.shape[1]:
            self._words.clear()
            self._cached = np.zeros((256, self.table.shape[1]), dtype=np.float32)
        words: list[list[tuple[int, float]]] = []
        others: list[list[tuple[int, float]]] = []
        for sign in signs:
            scale = word_scale(sign)
            named = [(pair, PAIR * scale) for pair in pairs(sign)] + context(sign)
            others.append([(self.rows[name], value) for name, value in named if name in self.rows])
            words.append([(self._word(word), scale) for word in sorted(set(sign.words))])
        found = _weighted(self._cached, words) + _weighted(self.table, others) + self.bias
        return found.reshape(len(signs), len(self.heads), 2)

    def _word(self, word: str) -> int:
        """The row of a word's own weights and those of its parts together."""
        row = self._words.get(word)
        if row is not None:
            return row
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


def _weighted(table: Floats, groups: Sequence[Sequence[tuple[int, float]]]) -> Floats:
    """For each group of (row, value) the weighted sum of the table's rows."""
    found = np.zeros((len(groups), table.shape[1]), dtype=np.float32)
    filled = [number for number, group in enumerate(groups) if group]
    if filled:
        pairs_of_all = [pair for number in filled for pair in groups[number]]
        rows, values = zip(*pairs_of_all, strict=True)
        starts = np.cumsum([0] + [len(groups[number]) for number in filled[:-1]])
        parts_of_all = table[list(rows)] * np.asarray(values, dtype=np.float32)[:, None]
        found[filled] = np.add.reduceat(parts_of_all, starts, axis=0)
    return found


@cache
def label_ids() -> tuple[str, ...]:
    """The ids of all labels."""
    method = load_method()
    return tuple(item.id for items in (method.fields, method.levels, method.marks) for item in items)


@cache
def heads() -> tuple[Head, ...]:
    """All heads: each criterion that stands by itself, then match by level."""
    own = [Head(c.id, c.look.marks or c.look.levels or c.look.fields) for c in own_criteria()]
    return tuple(own + [Head(f"{MATCH}.{level}", frozenset({"traeningsbane"})) for level in LEVELS])


def relevance(signs: Sequence[Sign], graded: Sequence[Mapping[int, Grade]]) -> Floats:
    """How surely each passage is each head's business; passage x head; less where it declares an absence."""
    ids = label_ids()
    scores = np.array([[s.scores.get(id, 0.0) for id in ids] for s in signs], np.float32).reshape(
        -1, len(ids)
    )
    found = np.empty((len(signs), len(heads())), dtype=np.float32)
    for number, head in enumerate(heads()):
        found[:, number] = scores[:, [ids.index(id) for id in head.labels]].max(axis=1)
    for number, of_one in enumerate(graded):
        for index, grade in of_one.items():
            if grade in HUSHED:
                found[index, number] *= HUSHED[grade]
    return found


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
            rest=data["rest"],
            confidence=data["confidence"],
        )


@dataclass(frozen=True, slots=True)
class Chances:
    """What the weights say of a plan."""

    least: Floats  # by criterion: chance of at least delvist
    full: Floats  # by criterion: chance of opfyldt
    strength: Floats  # passage x head x 2: how strongly each passage speaks, whatever its labels
    share: Floats  # the same times how surely it is the head's business
    served: dict[str, float]  # by level: chance that a learning form serves it


def chances(signs: Sequence[Sign], graded: Sequence[Mapping[int, Grade]]) -> Chances:
    """The chances of every criterion that stands by itself, and of the levels of match."""
    strength = softplus(load_weights().strengths(signs))
    share = relevance(signs, graded)[:, :, None] * strength
    chance = of_pooled((share**NORM).sum(axis=0) ** (1 / NORM))
    own = moved(load_weights().rest, chance, view(chance, graded, signs))
    return as_told(chance, own, strength, share)


def of_pooled(pooled: Floats) -> Floats:
    """The chances of strengths pooled over a plan, head x 2; opfyldt never likelier than at least delvist."""
    chance = 1 - np.exp(-pooled)
    chance[:, 1] = chance.min(axis=1)
    return chance


def as_told(chance: Floats, own: Floats, strength: Floats, share: Floats) -> Chances:
    """Chances by name: those of the criteria after they were moved, those of match as they are."""
    served = {level: float(chance[len(own) + k, 0]) for k, level in enumerate(LEVELS)}
    return Chances(own[:, 0], own.min(axis=1), strength, share, served)


def calibrated(criterion: str, verdict: Verdict, chance: float) -> float:
    """How often such a verdict of this chance is right."""
    slope, *shifts = load_weights().confidence
    line = float(slope) * log_odds(chance) + float(shifts[place_of(criterion, verdict)])
    return float(1 / (1 + np.exp(-line)))


def log_odds(chance: float) -> float:
    """The log-odds of a chance, kept within bounds."""
    bounded = min(max(chance, 1e-3), 1 - 1e-3)
    return float(np.log(bounded / (1 - bounded)))


def place_of(criterion: str, verdict: Verdict) -> int:
    """The place of a criterion's verdict among all shifts of confidence."""
    ids = [c.id for c in load_criteria()]
    return ids.index(criterion) * len(VERDICTS) + VERDICTS.index(verdict)


@cache
def own_criteria() -> tuple[Criterion, ...]:
    """The criteria that stand by themselves: all but match and the whole."""
    return tuple(c for c in load_criteria() if c.field != "helhed" and c.id != MATCH)


def softplus(values: Floats) -> Floats:
    """log(1 + exp(x)), without overflow."""
    return np.logaddexp(np.float32(0), values)
