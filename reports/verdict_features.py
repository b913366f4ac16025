"""Features of a passage that the learned weights speak of: words, parts, heading, word lists, labels."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from models.phrases import fold, plain_number
from reports.verdict_signs import Sign

WORD, PART, PAIR, HEADING, OTHER = 1.5, 0.4, 1.0, 0.5, 0.6  # weight of each kind of feature
LENGTHS = (1, 2, 3, 5, 7, 10, 14, 19, 26, 40)  # words; bounds of the length classes
HEADING_WORDS = 6
_NAME = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][a-zæøå]+")
_DIGIT = re.compile(r"\d")
_INITIALS = re.compile(r"\b[A-ZÆØÅ]{2,}\b")


def features(sign: Sign) -> list[tuple[str, float]]:
    """All features of a passage with their values; words and pairs are scaled by the passage's length."""
    scale = word_scale(sign)
    found = [(f"w:{word}", WORD * scale) for word in set(sign.words)]
    found += [(f"c:{part}", PART * scale) for word in set(sign.words) for part in parts(word)]
    found += [(pair, PAIR * scale) for pair in pairs(sign)]
    return found + [(name, value) for name, value in context(sign)]


def word_scale(sign: Sign) -> float:
    """One over the root of the number of words, so that long passages do not drown short ones."""
    return float(max(1, len(sign.words)) ** -0.5)


def pairs(sign: Sign) -> list[str]:
    """Each two neighbouring words, numbers alike."""
    words = [plain_number(word) for word in sign.words]
    return [f"b:{first} {second}" for first, second in pairwise(words)]


def context(sign: Sign) -> list[tuple[str, float]]:
    """What is not words of the text: heading, word lists, labels and shape."""
    found = [(f"h:{word}", HEADING) for word in sign.heading[:HEADING_WORDS]]
    found += [(f"l:{name}", OTHER) for name in sorted(sign.lists)]
    found += [(f"y:{name}", OTHER * score) for name, score in sorted(sign.scores.items())]
    return found + [(f"s:{name}", OTHER) for name in shape(sign)]


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """Parts of a word that show its stem and endings, the word's edges as < and >."""
    if word[0].isdigit():
        return ("#",)
    edged = f"<{word}>"
    found = {edged[i : i + 4] for i in range(len(edged) - 3)}
    found |= {"<" + word[:size] for size in (3, 5, 6) if len(word) > size}
    found |= {word[-size:] + ">" for size in (3, 5) if len(word) > size}
    return tuple(sorted(found))


def shape(sign: Sign) -> list[str]:
    """Length class and outer signs of a text: digits, names, abbreviations, punctuation."""
    text = sign.text
    found = [f"length {bisect_right(LENGTHS, len(sign.words))}"]
    tests = {
        "digit": bool(_DIGIT.search(text)),
        "question": "?" in text,
        "name": bool(_NAME.search(text)),
        "initials": bool(_INITIALS.search(text)),
        "sentence": text.rstrip().endswith("."),
        "comma": "," in text,
    }
    return found + [fold(name) for name, holds in tests.items() if holds]
