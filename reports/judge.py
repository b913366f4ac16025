"""The gap analysis of one plan: verdicts with evidence and advice, pitfalls, coherence and score."""

from collections.abc import Sequence

from models.labels import LabelledPassage
from reports.audit import Finding, Judgement, Verdict
from reports.criteria import Criterion, load_criteria
from reports.verdict_decide import decide
from reports.verdict_decision import Decision
from reports.verdict_links import find_links, loose_activities
from reports.verdict_pitfalls import find_pitfalls
from reports.verdict_score import field_scores, plan_score
from reports.verdict_signs import Sign, read_signs
from reports.verdict_texts import advice, reason
from reports.verdict_whole import match

SURE_OF_TASK = 0.8  # from this confidence the advice names the plan's own task


def judge(passages: Sequence[LabelledPassage], title: str = "") -> Judgement:  # noqa: ARG001
    """All 26 findings in order, with score, pitfalls and coherence; a title is no evidence."""
    signs = read_signs(passages)
    decisions = decide(signs)
    verdicts: dict[str, Verdict] = {id: decision.verdict for id, decision in decisions.items()}
    task = _own_task(decisions["opgave.afgraenset"], signs)
    held = match(verdicts, signs)
    links = find_links(signs, held)
    return Judgement(
        findings=tuple(_finding(c, decisions[c.id], signs, task) for c in load_criteria()),
        score=plan_score(verdicts),
        field_scores=field_scores(verdicts),
        pitfalls=find_pitfalls(verdicts, signs, held),
        links=links,
        loose_activities=loose_activities(links, held),
    )


def _finding(criterion: Criterion, decision: Decision, signs: Sequence[Sign], task: str | None) -> Finding:
    """A decision in words."""
    return Finding(
        criterion=criterion.id,
        verdict=decision.verdict,
        confidence=decision.confidence,
        evidence=decision.evidence,
        reason=decision.reason or reason(criterion, decision, signs),
        advice=advice(criterion, decision.verdict, task),
    )


def _own_task(decision: Decision, signs: Sequence[Sign]) -> str | None:
    """The plan's own task, where it is surely known."""
    if decision.verdict != "opfyldt" or decision.confidence < SURE_OF_TASK:
        return None
    return signs[decision.evidence[0]].text
