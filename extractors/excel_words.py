"""What headers, labels and sheet names say of what stands under them; the words are in excel_words.toml."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[\wæøåÆØÅ]+(?:-[\wæøå]+)*")
NAME = re.compile(r"[A-ZÆØÅ][\w.'-]+(?:\s+[A-ZÆØÅ][\w.'-]*){1,4}(?:\s*[,–(-].*)?\Z")
FIELDS = ("opgave", "perspektiv", "laeringsmaal", "traeningsbane", "hverdag")
OPENED = 4  # words of a label that is told by its first one
KINDS = (*FIELDS, "identity", "other", "time")


@cache
def _matcher(*path: str) -> re.Pattern[str]:
    table = tomllib.loads(files("extractors").joinpath("excel_words.toml").read_text(encoding="utf-8"))
    for key in path:
        table = table[key]
    words = [re.escape(word).replace(r"\*", r"\w*") for word in table]
    return re.compile("(?:" + "|".join(words) + r")\Z")


def _simple(text: str) -> str:
    return " ".join(text.lower().strip(" .:;-–?!()\"'»«\n").split())


@lru_cache(maxsize=65536)
def _kinds(word: str) -> frozenset[str]:
    return frozenset(kind for kind in KINDS if _matcher("columns", kind).match(word))


@lru_cache(maxsize=8192)
def groups(label: str) -> frozenset[str]:
    """What a column or label may hold: method fields, identity, other, time; empty for unknown words."""
    return frozenset[str]().union(*map(_kinds, WORD.findall(label.lower())))


@lru_cache(maxsize=8192)
def field(label: str) -> str | None:
    """The method field that the label's first telling word points to."""
    told = (_kinds(word) for word in WORD.findall(label.lower()))
    return next((kind for kinds in told for kind in FIELDS if kind in kinds), None)


def is_person(label: str) -> bool:
    """Whether the label announces who something is about."""
    return any(_matcher("people", "words").match(word) for word in WORD.findall(label.lower())[:2])


def is_name(text: str) -> bool:
    """Whether the text reads as a person's full name, perhaps with a post after it."""
    return bool(NAME.match(text.strip())) and not groups(text)


def is_part(label: str) -> bool:
    """Whether the label announces parts of a plan: months, steps, activities."""
    return any(_matcher("parts", "words").match(word) for word in WORD.findall(label.lower())[:3])


def opens_label(text: str) -> bool:
    """Whether a few words begin as labels do that no list knows: Skal mestre, Sådan vil jeg gøre."""
    words = WORD.findall(text.lower())
    return len(words) <= OPENED and bool(words) and bool(_matcher("labels", "openings").match(words[0]))


def is_aside_sheet(name: str) -> bool:
    """Whether a sheet of this name stands beside the plans: guidance, lists, versions."""
    bare = re.sub(r"^(?:fane|ark|sheet)\s*\d*\s*[:.–-]?\s*", "", _simple(name)) or _simple(name)
    return bool(_matcher("sheets", "aside").match(bare))


def is_aside_block(title: str) -> bool:
    """Whether notes under this title stand beside the plans."""
    return bool(_matcher("blocks", "aside").match(_simple(title)))


def is_default_sheet(name: str) -> bool:
    """Whether the name is one that a program gave: Ark1, Sheet2."""
    return bool(_matcher("sheets", "default").match(re.sub(r"[\s\d()]+$", "", name.strip().lower())))
