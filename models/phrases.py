"""Finds words and phrases of a word list in text, in one pass and without regular expressions per entry."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*|[?%]")
NUMBERS = frozenset(
    ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tyve", "tredive")
)
MOST_WORDS = 200_000  # remembered
FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the list's name, and the characters in the text."""

    name: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text in small letters with ae, oe, aa, so that both spellings meet."""
    return text.lower().translate(FOLD)


def plain_number(word: str) -> str:
    """The word, or # where it begins with a digit or is a numeral, so that all numbers are alike."""
    return "#" if word[0].isdigit() or word in NUMBERS else word


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded."""
    return TOKEN.findall(fold(text))


@dataclass(frozen=True, slots=True)
class _Known:
    """What a word can be: the word patterns it matches, the lists it hits alone, the phrases it may begin."""

    atoms: frozenset[int]
    alone: tuple[str, ...]
    begins: dict[int, list[tuple[tuple[int, ...], str]]]  # by the second word's pattern: the rest, the list


class PhraseBook:
    """Named lists of phrases; a word may begin or end with *, a lone * is any one word, # a number."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the phrases by their first word."""
        self._atoms: dict[str, int] = {}
        self._starts: dict[int, list[tuple[tuple[int, ...], str]]] = {}
        self._words: dict[str, _Known] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                atoms = tuple(self._atoms.setdefault(word, len(self._atoms)) for word in fold(phrase).split())
                self._starts.setdefault(atoms[0], []).append((atoms[1:], name))

    def names(self, words: Sequence[str]) -> frozenset[str]:
        """The names of the lists that have a phrase among the (folded) words."""
        known = [self._known(word) for word in words]
        found = {name for word in known for name in word.alone}
        return frozenset(found | {name for name, _, _ in self._longer(known)})

    def find(self, text: str) -> list[Hit]:
        """Every phrase in the text with its place, in reading order."""
        spans = [(match.group(), match.span()) for match in TOKEN.finditer(text)]
        known = [self._known(fold(word)) for word, _ in spans]
        found = [(name, at, at) for at, word in enumerate(known) for name in word.alone]
        found = sorted(found + self._longer(known), key=lambda hit: hit[1:])
        return [Hit(name, spans[first][1][0], spans[last][1][1]) for name, first, last in found]

    def _longer(self, known: Sequence[_Known]) -> list[tuple[str, int, int]]:
        """(name, first word, last word) of every phrase of two words or more."""
        found = []
        for first, (word, follower) in enumerate(pairwise(known)):
            if not word.begins:
                continue
            for atom in follower.atoms:
                for rest, name in word.begins.get(atom, ()):
                    last = first + 1 + len(rest)
                    if last < len(known) and all(a in known[first + 2 + k].atoms for k, a in enumerate(rest)):
                        found.append((name, first, last))
        return found

    def _known(self, word: str) -> _Known:
        """What the word can be; remembered, as words come again."""
        known = self._words.get(word)
        if known is None:
            keys = {word, "*"}
            for cut in range(1, len(word) + 1):
                keys.add(word[:cut] + "*")
                keys.add("*" + word[-cut:])
            if plain_number(word) == "#":
                keys.add("#")
            atoms = frozenset(self._atoms[key] for key in keys if key in self._atoms)
            starts = [start for atom in sorted(atoms) for start in self._starts.get(atom, ())]
            begins: dict[int, list[tuple[tuple[int, ...], str]]] = {}
            for rest, name in starts:
                if rest:
                    begins.setdefault(rest[0], []).append((rest[1:], name))
            alone = tuple(dict.fromkeys(name for rest, name in starts if not rest))
            known = _Known(atoms, alone, begins)
            if len(self._words) < MOST_WORDS:
                self._words[word] = known
        return known
