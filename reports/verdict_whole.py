"""The criteria that follow from others: do the learning forms match the goals, and the two of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.method import load_method
from reports.audit import Verdict
from reports.verdict_signs import Sign

LEVELS = ("metoder", "viden", "rolle")
STRATEGY = ("opgave", "perspektiv", "hverdag")
LEARNING = ("laeringsmaal", "traeningsbane")
EVEN = 0.5
TEMPI = frozenset(("vidensopbygning", "afproevning", "feedback"))
FORMS = frozenset(("rolleform", "undervisning", "teknikform", "teknikkursus"))


@dataclass(frozen=True, slots=True)
class Match:
    """Which levels have goals, which of them a form serves, and the passages that say so."""

    wanted: tuple[str, ...]
    served: tuple[str, ...]
    goals: tuple[int, ...]
    activities: tuple[int, ...]
    any_goals: bool

    def verdict(self) -> Verdict:
        """All levels served is opfyldt, some delvist, none mangler; without goals or forms ikke_relevant."""
        if not self.activities or not self.any_goals:
            return "ikke_relevant"
        if not self.served:
            return "mangler"
        return "opfyldt" if len(self.served) == len(self.wanted) else "delvist"


def serves(level: str, sign: Sign) -> bool:
    """Whether an activity serves goals of a level."""
    lists, marks = sign.lists, sign.marks
    if level == "viden":
        return "vidensopbygning" in marks or "undervisning" in lists
    if level == "metoder":
        return "afproevning" in marks or "teknikform" in lists or "teknikkursus" in lists
    return "rolleform" in lists and ("afproevning" not in marks or "feedback" in marks)


def match(
    verdicts: Mapping[str, Verdict],
    signs: Sequence[Sign],
    chance: Mapping[str, float] | None = None,
    other_goals: tuple[int, ...] = (),
    other_activities: tuple[int, ...] = (),
) -> Match:
    """Goals held against activities; a level has goals where its criterion is met at least in part.

    Whether a level is served is told by the learned chance where given, otherwise by the word lists.
    The other goals and activities (passage indices) count where the labels assert none.
    """
    said = [level for level in LEVELS if verdicts[f"laeringsmaal.{level}"] in ("opfyldt", "delvist")]
    goals = tuple(i for i, sign in enumerate(signs) if "laeringsmaal" in sign.fields) or other_goals
    activities = tuple(i for i, sign in enumerate(signs) if _is_activity(sign)) or other_activities
    served = [level for level in said if _is_served(level, [signs[i] for i in activities], chance)]
    declined = all(verdicts[f"laeringsmaal.{level}"] == "ikke_relevant" for level in LEVELS)
    return Match(tuple(said), tuple(served), goals, activities, bool(goals) and not declined)


def _is_served(level: str, activities: Sequence[Sign], chance: Mapping[str, float] | None) -> bool:
    """Whether any activity serves the level."""
    if chance is not None:
        return bool(activities) and chance[level] > EVEN
    return any(serves(level, sign) for sign in activities)


def _is_activity(sign: Sign) -> bool:
    """Whether a passage of the training says what is done, not only when or for how much."""
    if "traeningsbane" not in sign.fields or "ikke_behov" in sign.lists:
        return False
    return bool(sign.marks & TEMPI or sign.lists & FORMS)


def fields_with_substance(verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The fields that have at least one criterion opfyldt, in the method's order."""
    met = {criterion.split(".")[0] for criterion, verdict in verdicts.items() if verdict == "opfyldt"}
    return tuple(field.id for field in load_method().fields if field.id in met)


def two_dimensions(verdicts: Mapping[str, Verdict]) -> Verdict:
    """All five fields with substance is opfyldt, a field in each dimension delvist."""
    fields = fields_with_substance(verdicts)
    if len(fields) == len(STRATEGY) + len(LEARNING):
        return "opfyldt"
    both = any(field in STRATEGY for field in fields) and any(field in LEARNING for field in fields)
    return "delvist" if both else "mangler"


def not_only_courses(verdicts: Mapping[str, Verdict]) -> Verdict:
    """Opfyldt where afprøvning and feedback both are, mangler where both are mangler."""
    both = (verdicts["traeningsbane.afproevning"], verdicts["traeningsbane.feedback"])
    if both == ("opfyldt", "opfyldt"):
        return "opfyldt"
    return "mangler" if both == ("mangler", "mangler") else "delvist"
