"""Hashed n-grams of a passage, its headings and its neighbours, and a linear layer over them."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.labelset import Scores

Indices = NDArray[np.uint32]

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "u"})
SALT = {name: 0x9E3779B1 * (2 * i + 3) & 0xFFFFFFFF for i, name in enumerate("phubaso")}
LENGTHS = (2, 4, 8, 14, 22, 35)  # words; where the length classes end
SHAPES = re.compile(r"[.?:!]$|^\W|\d{1,2}[./-]\d|\d{4}|@|kl\.|\bkr\b|__|%|\(")


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as the model sees it: text and headings, outermost first."""

    text: str
    heading: tuple[str, ...] = ()


def tokens(text: str) -> list[str]:
    """Lower-case tokens, æ/ø/å written ae/oe/aa, each number a row of its digits' count."""
    found: list[str] = TOKEN.findall(text.lower().translate(FOLD))
    return ["0" * min(len(t), 4) if t[0].isdigit() else t for t in found]


class Hasher:
    """Turns units into sparse features; remembers what it made of each token (bounded)."""

    def __init__(self, bits: int) -> None:
        """A hash table of 2**bits features."""
        self.shift = np.uint32(32 - bits)
        self.width = 1 << bits
        self._tokens: dict[str, Indices] = {}
        self._texts: dict[str, tuple[Indices, Indices]] = {}

    def _of_token(self, token: str) -> Indices:
        known = self._tokens.get(token)
        if known is None:
            if len(self._tokens) > 200_000:
                self._tokens.clear()
            edged = f"<{token}>"
            grams = [token] + [
                edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1) if len(token) > 2
            ]
            known = np.fromiter((zlib.crc32(g.encode()) for g in grams), np.uint32)
            self._tokens[token] = known
        return known

    def of_text(self, text: str) -> tuple[Indices, Indices]:
        """Hashes of all n-grams of a text, and of its words and word pairs alone."""
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) > 20_000:
                self._texts.clear()
            parts = [self._of_token(t) for t in tokens(text)]
            words = np.fromiter((p[0] for p in parts), np.uint32, len(parts))
            pairs = words[:-1] * np.uint32(0x85EBCA6B) ^ words[1:]
            triples = pairs[:-1] * np.uint32(0xC2B2AE35) ^ words[2:]
            known = (np.concatenate([*parts, pairs, triples]), np.concatenate([words, pairs]))
            self._texts[text] = known
        return known

    def _place(self, hashes: Indices, group: str) -> Indices:
        mixed = (hashes ^ np.uint32(SALT[group])) * np.uint32(0x9E3779B1)
        return np.unique((mixed ^ mixed >> np.uint32(15)) * np.uint32(0x2C1B3C6D) >> self.shift)

    def groups(self, units: Sequence[Unit], at: int) -> list[tuple[Indices, float]]:
        """The features of one unit among its document's: (indices, weight of the group)."""
        unit = units[at]
        before = units[at - 1] if at else None
        after = units[at + 1] if at + 1 < len(units) else None
        found = [(self._place(self.of_text(unit.text)[0], "p"), 1.0)]
        if unit.heading:
            found.append((self._place(self.of_text(unit.heading[-1])[0], "h"), 0.7))
        if len(unit.heading) > 1:
            found.append((self._place(self.of_text(" ".join(unit.heading[:-1]))[0], "u"), 0.4))
        if before:
            found.append((self._place(self.of_text(before.text)[1], "b"), 0.4))
        if after:
            found.append((self._place(self.of_text(after.text)[1], "a"), 0.4))
        found.append((self._place(self._shape(units, at), "s"), 0.5))
        return found

    def _shape(self, units: Sequence[Unit], at: int) -> Indices:
        """Length, place in the document, signs of form, likeness to the neighbours."""
        unit, count = units[at], len(units)
        size = sum(unit.text.count(" ") + 1 > n for n in LENGTHS)
        signs = [
            f"n{size}",
            f"h{min(len(unit.heading), 2)}",
            *{m.group()[:1] for m in SHAPES.finditer(unit.text)},
        ]
        signs.append(f"c{unit.text[:1].isupper():d}{unit.text[-1:].isalnum():d}")
        if count > 3:
            signs += [f"d{8 * at // count}", f"f{min(at, 3)}", f"l{min(count - at, 3)}"]
        for step in (-1, 1):
            if 0 <= at + step < count:
                signs.append(f"s{step}{units[at + step].heading == unit.heading:d}")
        return np.fromiter((zlib.crc32(s.encode()) for s in signs), np.uint32)

    def rows(self, units: Sequence[Unit]) -> tuple[list[Indices], list[Scores]]:
        """Indices and values of each unit's features; each group has its weight as its length."""
        indices, values = [], []
        for at in range(len(units)):
            groups = [(i, w) for i, w in self.groups(units, at) if len(i)]
            indices.append(np.concatenate([i for i, _ in groups]))
            values.append(
                np.concatenate([np.full(len(i), w / np.sqrt(len(i)), np.float32) for i, w in groups])
            )
        return indices, values


@dataclass(frozen=True)
class Linear:
    """Weights of the n-grams for each label, int8 with a scale for each label."""

    weights: NDArray[np.int8]  # [width, labels]
    scale: Scores  # [labels]
    bias: Scores  # [labels]

    def logits(self, indices: Sequence[Indices], values: Sequence[Scores]) -> Scores:
        """One row of logits for each row of features."""
        rows = [v @ self.weights[i].astype(np.float32) for i, v in zip(indices, values, strict=True)]
        return np.asarray(rows, np.float32).reshape(len(rows), -1) * self.scale + self.bias
