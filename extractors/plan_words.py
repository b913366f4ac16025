"""What the words of a title say of plans: that it heads one, counts them, or names a part; see plans.toml."""

import re
import tomllib
from pathlib import Path

from extractors.labels import is_asking, is_known, key

_DATA = tomllib.loads(Path(__file__).with_name("plans.toml").read_text("utf-8"))
PLAN_WORD = re.compile(rf"\b(?:{'|'.join(map(re.escape, _DATA['plan_words']))})", re.IGNORECASE)
ONE_PLAN = re.compile(rf"\b(?:\w*(?:{'|'.join(map(re.escape, _DATA['one_plan']))}))\b", re.IGNORECASE)
COUNTED_PLANS = frozenset[str](_DATA["counted_plans"])
COUNTED_PARTS = frozenset[str](_DATA["counted_parts"])
IDENTITY = frozenset[str](_DATA["identity"])
BESIDE = frozenset[str](_DATA["beside"])
COUNTED = re.compile(r"^(\w+)\s+(?:nr\.?\s*)?(\d{1,2}|[A-ZÆØÅ])\b")
PERSON = re.compile(r"^[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]*\.?)*(?: \([^)]*\))?, [a-zæøå]")


def names_part(title: str) -> bool:
    """Whether a heading names a field or a numbered part, as headings within a plan do."""
    counted = COUNTED.match(title)
    if counted and counted[1].lower() in COUNTED_PARTS:
        return True
    return is_known(title) or key(title) in BESIDE or (is_asking(title) and title.endswith("?"))


def names_plan(title: str) -> bool:
    """Whether a heading says that a plan follows."""
    return is_counted_plan(title) or bool(PLAN_WORD.search(title))


def is_counted_plan(title: str) -> bool:
    """Whether a heading counts plans: Plan 1, Medarbejder B."""
    counted = COUNTED.match(title)
    return counted is not None and counted[1].lower() in COUNTED_PLANS


def names_one_plan(title: str) -> bool:
    """Whether a title announces a single plan: Handleplan for …, not Handleplaner."""
    return bool(ONE_PLAN.search(title))


def names_person(title: str) -> bool:
    """Whether a title is a name and a post: Pia, bogholderi."""
    return bool(PERSON.match(title))
