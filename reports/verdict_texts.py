"""Reasons and advice of findings: one Danish sentence that quotes the plan, and the question to clarify."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from reports.audit import Verdict
from reports.criteria import Criterion
from reports.masking import mask_cpr
from reports.verdict_decision import Decision
from reports.verdict_signs import Sign

QUOTE = 80  # characters of a quote


@cache
def templates() -> dict[str, str]:
    """The sentences by name."""
    return tomllib.loads(files("reports").joinpath("verdict_texts.toml").read_text(encoding="utf-8"))


def quote(text: str, length: int = QUOTE) -> str:
    """A quote in guillemets on one line, CPR masked, cut at a word."""
    line = " ".join(mask_cpr(text).split()).rstrip(".")
    if len(line) > length:
        line = line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"»{line}«"


def quotes(signs: Sequence[Sign], indices: Sequence[int]) -> str:
    """The first two passages as quotes."""
    return " og ".join(quote(signs[index].text) for index in indices[:2])


def reason(criterion: Criterion, decision: Decision, signs: Sequence[Sign]) -> str:
    """Why the verdict is so, in one sentence of this plan."""
    verdict, evidence = decision.verdict, decision.evidence
    name, words = str(verdict), ""
    if verdict == "mangler":
        if decision.nearest is not None:
            name, words = (
                "mangler_sagt" if decision.said else "mangler_naer",
                quote(signs[decision.nearest].text),
            )
        elif not signs:
            name = "mangler_tom"
    else:
        words = quotes(signs, evidence[:1] if verdict == "delvist" else evidence)
        if verdict == "delvist" and "forbehold" in signs[evidence[0]].lists:
            name = "delvist_forbehold"
    return templates()[name].format(x=_joined(criterion.looks_for), q=words, savner=criterion.lacks)


def advice(criterion: Criterion, verdict: Verdict, task: str | None) -> str:
    """What would help the plan on; task is the plan's own task where it is surely known."""
    if verdict == "opfyldt":
        return templates()["hold_fast"].format(afklar=criterion.question)
    if verdict == "ikke_relevant":
        return templates()["ikke_noedvendigt"].format(afklar=criterion.question)
    text = criterion.advice_half if verdict == "delvist" else criterion.advice_missing
    own = templates()["egen_opgave"].format(q=quote(task)) if task and criterion.field != "opgave" else ""
    return f"{criterion.question} {text}{own}"


def listed(names: Sequence[str]) -> str:
    """Names as Danish prose: a, b og c."""
    return " og ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _joined(looks_for: str) -> str:
    """The phrase with the comma that a clause needs before it."""
    return f", {looks_for}" if looks_for.startswith("hv") else f" {looks_for}"
