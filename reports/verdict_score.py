"""The score of a plan and of its fields: points of the criteria, weighted, 0 to 100."""

from collections.abc import Mapping

from models.method import load_method
from reports.audit import Verdict
from reports.criteria import load_criteria

POINTS: Mapping[Verdict, float] = {"opfyldt": 1.0, "delvist": 0.5, "mangler": 0.0, "ikke_relevant": 1.0}
EXPLANATION = (
    "Hvert af de fem felter giver op til 20 point. I et felt tæller opfyldt og ikke relevant helt, delvist "
    "halvt og mangler intet, og alle feltets kriterier vejer lige meget. Træningsbanens match tæller ikke "
    "med, for det afhænger af målene, og de to kriterier for helheden følger af de andre. Mere godt indhold "
    "sænker derfor aldrig tallet."
)
LEFT_OUT = "traeningsbane.match"  # more goals can lower it, so it would break monotony


def field_scores(verdicts: Mapping[str, Verdict]) -> tuple[tuple[str, int], ...]:
    """Each field's score, 0 to 100, in the method's order."""
    return tuple((field.id, round(100 * _share(field.id, verdicts))) for field in load_method().fields)


def plan_score(verdicts: Mapping[str, Verdict]) -> int:
    """The plan's score, 0 to 100: the mean of its fields before rounding."""
    shares = [_share(field.id, verdicts) for field in load_method().fields]
    return round(100 * sum(shares) / len(shares))


def _share(field: str, verdicts: Mapping[str, Verdict]) -> float:
    """The share of a field's points that the plan has."""
    counted = [c.id for c in load_criteria() if c.field == field and c.id != LEFT_OUT]
    return sum(POINTS[verdicts[criterion]] for criterion in counted) / len(counted)
