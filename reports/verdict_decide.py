"""Decides all 26 criteria: each by its rule and learned weights, match and the whole from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.method import load_method
from reports.audit import Verdict
from reports.criteria import Criterion, load_criteria
from reports.verdict_decision import Decision
from reports.verdict_model import Chances, Floats, calibrated, chances, own_criteria
from reports.verdict_rules import Grade, grades
from reports.verdict_signs import Sign
from reports.verdict_texts import listed, quotes, templates
from reports.verdict_whole import (
    LEVELS,
    TEMPI,
    Match,
    fields_with_substance,
    match,
    not_only_courses,
    two_dimensions,
)

HALF_FROM = 0.55  # chance from which a verdict is at least delvist
SURE = 0.97  # confidence of mangler, before calibration, where no passage speaks of it
WORTH = {Grade.FULL: 1.0, Grade.HALF: 0.4}  # as evidence, by the rules' grade
OUTSIDE = 0.25  # as evidence, without such a grade
PART_OF_BEST, MOST_EVIDENCE = 0.45, 4
MATCH, DIMENSIONS, COURSES = "traeningsbane.match", "helhed.to_dimensioner", "helhed.ikke_kun_kursus"
GOALS = tuple(f"laeringsmaal.{level}" for level in LEVELS)
ACTIVITIES = tuple(f"traeningsbane.{tempo}" for tempo in ("vidensopbygning", "afproevning", "feedback"))


def decide(signs: Sequence[Sign]) -> dict[str, Decision]:
    """A decision on every criterion, in their order."""
    graded = [grades(criterion, signs) for criterion in own_criteria()]
    raw = decide_by(signs, graded, chances(signs, graded))
    return {
        id: replace(decision, confidence=calibrated(id, decision.verdict, decision.confidence))
        for id, decision in raw.items()
    }


def decide_by(
    signs: Sequence[Sign], graded: Sequence[Mapping[int, Grade]], told: Chances
) -> dict[str, Decision]:
    """The decisions that these chances lead to; confidence not yet calibrated."""
    own = own_criteria()
    decisions = {c.id: _decide_one(c, signs, graded[k], told, k) for k, c in enumerate(own)}
    verdicts: dict[str, Verdict] = {id: decision.verdict for id, decision in decisions.items()}
    held = match(verdicts, signs, told.served, _told_by(decisions, GOALS), _told_by(decisions, ACTIVITIES))
    decisions[MATCH] = _matched(held, signs, told.served)
    verdicts[MATCH] = decisions[MATCH].verdict
    decisions[DIMENSIONS] = _dimensions(verdicts, decisions, signs)
    decisions[COURSES] = _courses(verdicts, decisions, signs)
    return {c.id: decisions[c.id] for c in load_criteria()}


def _decide_one(
    criterion: Criterion, signs: Sequence[Sign], graded: Mapping[int, Grade], told: Chances, number: int
) -> Decision:
    """The decision on a criterion that stands by itself; number is its place among those."""
    least, full = float(told.least[number]), float(told.full[number])
    step = 1 if full > criterion.full_from else 0
    ranked = _ranked(told.share[:, number, step], graded)
    if not ranked or least <= HALF_FROM:
        declined = _declined(criterion, graded, signs)
        if declined:
            return Decision("ikke_relevant", max(1 - least, 0.5), declined)
        nearest, said = _nearest(criterion, graded, signs, told.strength[:, number, 0])
        sure = 1 - least if ranked else SURE
        shown = (nearest,) if said and nearest is not None else ()
        return Decision("mangler", sure, shown, nearest, said)
    if step:
        return Decision("opfyldt", full, ranked)
    return Decision("delvist", least - full, ranked)


def _declined(criterion: Criterion, graded: Mapping[int, Grade], signs: Sequence[Sign]) -> tuple[int, ...]:
    """The passages that say that it is not needed; where nothing else is said, long ones count too."""
    if not criterion.words.may_be_needless:
        return ()
    return tuple(index for index in graded if "ikke_behov" in signs[index].lists)


def _ranked(shares: Floats, graded: Mapping[int, Grade]) -> tuple[int, ...]:
    """The passages that carry a criterion, best first: those that add a good part of what the best adds."""
    worth = {
        int(index): float(shares[index]) * WORTH.get(graded.get(int(index), Grade.SILENT), OUTSIDE)
        for index in np.flatnonzero(shares > 0)
    }
    best = max(worth.values(), default=0.0)
    kept = [index for index, value in worth.items() if value >= PART_OF_BEST * best]
    return tuple(sorted(kept, key=lambda index: (-worth[index], index))[:MOST_EVIDENCE])


def _nearest(
    criterion: Criterion, graded: Mapping[int, Grade], signs: Sequence[Sign], strength: Floats
) -> tuple[int | None, bool]:
    """The nearest miss of a criterion that is mangler, and whether it declares the absence."""
    absent = [index for index, grade in graded.items() if grade == Grade.ABSENT]
    if absent:
        return absent[0], True
    near = list(graded) or [i for i, sign in enumerate(signs) if criterion.field in sign.fields]
    return max(near, key=lambda index: (strength[index], -index), default=None), False


def _told_by(decisions: Mapping[str, Decision], criteria: Sequence[str]) -> tuple[int, ...]:
    """The passages that carry any of the criteria which are met, at least in part, in reading order."""
    met = [decisions[id] for id in criteria if decisions[id].verdict in ("opfyldt", "delvist")]
    return tuple(sorted({index for decision in met for index in decision.evidence}))


def _matched(held: Match, signs: Sequence[Sign], served: Mapping[str, float]) -> Decision:
    """The decision on whether forms and goals match, with its own reason."""
    verdict = held.verdict()
    names = {level.id: level.name.lower() for level in load_method().levels}
    wanted = listed([names[level] for level in held.wanted])
    rest = listed([names[level] for level in held.wanted if level not in held.served])
    name, evidence = f"match_{verdict}", held.activities
    if verdict == "ikke_relevant":
        name = "match_ikke_relevant_maal" if held.activities else "match_ikke_relevant_former"
        evidence = held.activities or held.goals
        if not evidence:
            name, evidence = "match_tom", tuple(range(min(1, len(signs))))
    elif verdict == "mangler" and not held.wanted:
        name, evidence = "match_mangler_alment", held.goals
    said = (
        f"; den begynder med {quotes(signs, evidence)}"
        if name == "match_tom" and signs
        else quotes(signs, evidence)
    )
    text = templates()[name].format(niveauer=wanted, rest=rest, q=said)
    sure = min((abs(served[level] - 0.5) + 0.5 for level in held.wanted), default=0.8)
    return Decision(verdict, sure, evidence, reason=text)


def _dimensions(
    verdicts: Mapping[str, Verdict], decisions: Mapping[str, Decision], signs: Sequence[Sign]
) -> Decision:
    """Whether both dimensions have substance; the evidence is the best passage of each field."""
    verdict, full = two_dimensions(verdicts), fields_with_substance(verdicts)
    rest = listed([field.name.lower() for field in load_method().fields if field.id not in full])
    met = [(id, decision) for id, decision in decisions.items() if decision.verdict == "opfyldt"]
    firsts = [next(d.evidence[0] for id, d in met if id.startswith(field)) for field in full]
    evidence = tuple(dict.fromkeys(firsts))
    text = templates()[f"dimensioner_{verdict}"].format(q=quotes(signs, evidence), rest=rest)
    sure = min((decisions[id].confidence for id in verdicts), default=SURE)
    return Decision(verdict, sure, () if verdict == "mangler" else evidence, reason=text)


def _courses(
    verdicts: Mapping[str, Verdict], decisions: Mapping[str, Decision], signs: Sequence[Sign]
) -> Decision:
    """Whether the training is more than teaching."""
    verdict = not_only_courses(verdicts)
    trying, feedback = decisions["traeningsbane.afproevning"], decisions["traeningsbane.feedback"]
    evidence = tuple(dict.fromkeys(trying.evidence[:1] + feedback.evidence[:1]))
    lacking = [n for n, d in (("afprøvning", trying), ("feedback", feedback)) if d.verdict != "opfyldt"]
    rest = listed(lacking)
    if verdict == "mangler":
        teaching = [i for i, sign in enumerate(signs) if sign.marks & TEMPI]
        rest = f"undervisning ({quotes(signs, teaching[:1])})" if teaching else "nævnt uden indhold"
    text = templates()[f"kursus_{verdict}"].format(q=quotes(signs, evidence), rest=rest)
    sure = min(trying.confidence, feedback.confidence)
    return Decision(verdict, sure, () if verdict == "mangler" else evidence, reason=text)
