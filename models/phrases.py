"""Finds words and phrases of a word list in text, in one pass and without regular expressions per entry."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*|[?%]")
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


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded."""
    return TOKEN.findall(fold(text))


class PhraseBook:
    """Named lists of phrases; a word may begin or end with *, a lone * is any one word, # any number."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the phrases by their first word."""
        self._atoms: dict[str, int] = {}
        self._starts: dict[int, list[tuple[tuple[int, ...], str]]] = {}
        self._known: dict[str, frozenset[int]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                atoms = tuple(self._atoms.setdefault(word, len(self._atoms)) for word in fold(phrase).split())
                self._starts.setdefault(atoms[0], []).append((atoms[1:], name))

    def names(self, words: Sequence[str]) -> frozenset[str]:
        """The names of the lists that have a phrase among the (folded) words."""
        return frozenset(name for name, _, _ in self._scan(words))

    def find(self, text: str) -> list[Hit]:
        """Every phrase in the text with its place, in reading order."""
        spans = [(match.group(), match.span()) for match in TOKEN.finditer(text)]
        found = self._scan([fold(word) for word, _ in spans])
        return [Hit(name, spans[first][1][0], spans[last][1][1]) for name, first, last in found]

    def _scan(self, words: Sequence[str]) -> list[tuple[str, int, int]]:
        """(name, first word, last word) of every phrase."""
        known = [self._matching(word) for word in words]
        found = []
        for first, atoms in enumerate(known):
            for atom in atoms:
                for rest, name in self._starts.get(atom, ()):
                    last = first + len(rest)
                    if last < len(known) and all(a in known[first + 1 + k] for k, a in enumerate(rest)):
                        found.append((name, first, last))
        return found

    def _matching(self, word: str) -> frozenset[int]:
        """The word patterns that a word matches; remembered, as words come again."""
        known = self._known.get(word)
        if known is None:
            keys = {word, "*"}
            for cut in range(1, len(word) + 1):
                keys.add(word[:cut] + "*")
                keys.add("*" + word[-cut:])
            if word[0].isdigit():
                keys.add("#")
            known = frozenset(self._atoms[key] for key in keys if key in self._atoms)
            if len(self._known) < 200_000:
                self._known[word] = known
        return known
