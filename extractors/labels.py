"""Tells labels from answers by their words: what people put over or beside the fields of a plan."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))
LABELS = frozenset[str](_DATA["labels"])
ROW_HEADINGS = frozenset[str](_DATA["row_headings"])
QUESTION_WORDS = tuple[str, ...](_DATA["question_words"])
GREETINGS = frozenset[str](_DATA["greetings"])

NUMBERING = re.compile(
    r"^(?:(?:punkt|felt|trin|afsnit|del|nr\.?)\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})\s*[.):–-]*\s+",
    re.IGNORECASE,
)
NOT_WORDS = re.compile(r"[^\w ]+")
LONGEST_LABEL = 10  # words, of a label that ends with a colon
LONGEST_QUESTION = 16


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A label's words in lower case, without leading number and punctuation."""
    bare = NUMBERING.sub("", text.strip(), count=1)
    return " ".join(NOT_WORDS.sub(" ", bare.lower()).split())


@lru_cache(maxsize=4096)
def is_known(text: str) -> bool:
    """Whether the text is nothing but a label that plans are known to use."""
    return len(text) < 60 and (key(text) in LABELS or key(text.split("(", maxsplit=1)[0]) in LABELS)


def is_question(text: str) -> bool:
    """Whether the text is one question as forms put them."""
    if not text.endswith("?") or text.count("?") > 1 or len(text.split()) > LONGEST_QUESTION:
        return False
    return is_asking(text.rsplit(": ", 1)[-1])


def is_asking(text: str) -> bool:
    """Whether the text opens as a question does."""
    return key(text).split(" ")[0] in QUESTION_WORDS


def is_label(text: str) -> bool:
    """Whether the words alone make the text a label: known, a short line with a colon, or a question."""
    colon = text.endswith(":") and len(text.split()) <= LONGEST_LABEL
    return colon or is_question(text) or is_known(text)


def is_greeting(text: str) -> bool:
    """Whether the text opens a letter."""
    words = key(text).split(" ")
    return text.endswith(",") or (words[0] in GREETINGS and len(words) < 6)


def is_row_heading(text: str) -> bool:
    """Whether a column of this heading names the rows of its table."""
    return not key(text) or key(text) in ROW_HEADINGS
