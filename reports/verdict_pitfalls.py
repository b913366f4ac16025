"""The pitfalls that the method warns of, where they show in a plan."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from reports.audit import Pitfall, Verdict
from reports.verdict_signs import Sign
from reports.verdict_texts import quotes
from reports.verdict_whole import Match

Verdicts = Mapping[str, Verdict]
TEMPI = ("vidensopbygning", "afproevning", "feedback")
SEVERAL = 3  # situations that differ, before a split is proposed
_DATE = re.compile(
    r"\b(?:fra|den|pr\.?) (?:den )?\d{1,2}[./]|\bfra (?:uge \d|[a-z]+(?:uar|ts|il|aj|ni|li|ust|ber)\b)", re.I
)


@cache
def texts() -> dict[str, str]:
    """The pitfalls' sentences by id."""
    return tomllib.loads(files("reports").joinpath("verdict_pitfalls.toml").read_text(encoding="utf-8"))


def find_pitfalls(verdicts: Verdicts, signs: Sequence[Sign], match: Match) -> tuple[Pitfall, ...]:
    """All pitfalls that show, in the order of the list."""
    found = []
    for id, finder in FINDERS:
        evidence = finder(verdicts, signs, match)
        if evidence:
            found.append(Pitfall(id, texts()[id].format(q=quotes(signs, evidence)), tuple(evidence)))
    return tuple(found)


def _only_teaching(verdicts: Verdicts, signs: Sequence[Sign], _: Match) -> list[int]:
    """Knowledge building without trying out and feedback."""
    if verdicts["helhed.ikke_kun_kursus"] != "mangler":
        return []
    if verdicts["traeningsbane.vidensopbygning"] not in ("opfyldt", "delvist"):
        return []
    return [i for i, s in enumerate(signs) if "vidensopbygning" in s.marks and "fravaer" not in s.lists]


def _role_by_course(verdicts: Verdicts, signs: Sequence[Sign], match: Match) -> list[int]:
    """A role goal that no reflecting form serves, though there is training."""
    if verdicts["laeringsmaal.rolle"] != "opfyldt" or "rolle" in match.served or not match.activities:
        return []
    if verdicts["traeningsbane.match"] == "opfyldt":
        return []
    return [i for i, sign in enumerate(signs) if "rolle" in sign.levels]


def _knowledge_only(verdicts: Verdicts, signs: Sequence[Sign], _: Match) -> list[int]:
    """Goals of knowing and none of doing."""
    if verdicts["laeringsmaal.adfaerd"] == "opfyldt":
        return []
    others = [verdicts["laeringsmaal.metoder"], verdicts["laeringsmaal.rolle"]]
    if verdicts["laeringsmaal.viden"] not in ("opfyldt", "delvist") or "opfyldt" in others:
        return []
    return [i for i, sign in enumerate(signs) if "viden" in sign.levels]


def _no_end(verdicts: Verdicts, _: Sequence[Sign], match: Match) -> list[int]:
    """Training without a date or sign of its end."""
    if verdicts["hverdag.overgang"] != "mangler" or verdicts["traeningsbane.varighed"] == "opfyldt":
        return []
    return list(match.activities[:1])


def _gains_forgotten(verdicts: Verdicts, signs: Sequence[Sign], _: Match) -> list[int]:
    """Gains are promised and there is a follow-up, but it looks at none of them."""
    gains = ("perspektiv.kerneopgave", "perspektiv.organisation")
    if verdicts["hverdag.opfoelgning_paa_maal"] == "mangler" or all(verdicts[g] != "opfyldt" for g in gains):
        return []
    followups = [i for i, sign in enumerate(signs) if "opfoelgning_paa_maal" in sign.marks]
    promised = {word for s in signs if "perspektiv" in s.fields for word in s.words if len(word) > 5}
    sees = any("perspektiv" in signs[i].fields or "borger" in signs[i].lists for i in followups)
    shared = any(promised.intersection(signs[i].words) for i in followups)
    return [] if sees or shared else followups


def _several_tasks(_: Verdicts, signs: Sequence[Sign], __: Match) -> list[int]:
    """Three or more situations that begin with their own "når"."""
    starts = [i for i, s in enumerate(signs) if "opgave" in s.fields and s.words[:1] == ("naar",)]
    heads = (("naar",), ("situation",), ("opgave",), ("delopgave",))
    headed = [i for i, s in enumerate(signs) if "opgave" in s.fields and s.heading[:1] in heads]
    tasks = max(starts, headed, key=len)
    return tasks if len(tasks) >= SEVERAL else []


def _too_general(verdicts: Verdicts, signs: Sequence[Sign], _: Match) -> list[int]:
    """The task is said in general words only."""
    if verdicts["opgave.afgraenset"] != "delvist":
        return []
    return [i for i, s in enumerate(signs) if "opgave" in s.fields and "alment" in s.lists][:2]


def _common_date(verdicts: Verdicts, signs: Sequence[Sign], _: Match) -> list[int]:
    """One fixed date for all, with no word of individual regard."""
    if verdicts["hverdag.overgang"] == "mangler":
        return []
    moves = [i for i, sign in enumerate(signs) if "overgang" in sign.marks]
    common = [i for i in moves if "alle" in signs[i].words and _DATE.search(signs[i].text)]
    return [] if any("individuelt" in signs[i].lists for i in moves) else common


FINDERS: tuple[tuple[str, Callable[[Verdicts, Sequence[Sign], Match], list[int]]], ...] = (
    ("kun_undervisning", _only_teaching),
    ("rolle_ved_kursus", _role_by_course),
    ("kun_viden", _knowledge_only),
    ("ingen_slutning", _no_end),
    ("opfoelgning_uden_gevinst", _gains_forgotten),
    ("flere_opgaver", _several_tasks),
    ("for_almen_opgave", _too_general),
    ("faelles_dato", _common_date),
)
