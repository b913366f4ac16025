"""What the rules say of a criterion: each passage it looks at is graded, the best grade gives the verdict."""

from collections.abc import Sequence
from enum import IntEnum

from reports.audit import Verdict
from reports.criteria import Criterion
from reports.verdict_signs import Sign, looked_at


class Grade(IntEnum):
    """How far one passage meets a criterion."""

    SILENT = 0  # says nothing of it
    ABSENT = 1  # says that it is missing
    NOT_NEEDED = 2  # says that it is not needed
    HALF = 3
    FULL = 4


VERDICT_OF: dict[Grade, Verdict] = {
    Grade.SILENT: "mangler",
    Grade.ABSENT: "mangler",
    Grade.NOT_NEEDED: "ikke_relevant",
    Grade.HALF: "delvist",
    Grade.FULL: "opfyldt",
}

LONG = 16  # words; in a longer sentence "ikke aftalt" seldom declares the whole thing absent
SHORT = 3  # words; so short, "ingen" alone does


def grade(criterion: Criterion, sign: Sign) -> Grade:
    """How far one passage, which the criterion looks at, meets it by its words."""
    lists, words = sign.lists, criterion.words
    if f"{criterion.id}:against" in lists:
        return Grade.ABSENT
    if "ikke_behov" in lists and len(sign.words) <= LONG:
        return Grade.NOT_NEEDED if words.may_be_needless else Grade.ABSENT
    if ("fravaer" in lists and len(sign.words) <= LONG) or (
        "fravaer_kort" in lists and len(sign.words) <= SHORT
    ):
        return Grade.ABSENT
    full = f"{criterion.id}:full" in lists
    if words.required and not full:
        return Grade.SILENT if words.otherwise_silent else Grade.HALF
    if f"{criterion.id}:half" in lists or "forbehold" in lists or len(sign.words) < words.shortest:
        return Grade.FULL if full and words.required else Grade.HALF
    return Grade.FULL


def grades(criterion: Criterion, signs: Sequence[Sign]) -> dict[int, Grade]:
    """The grade of each passage that the criterion looks at, by index."""
    return {index: grade(criterion, signs[index]) for index in looked_at(criterion, signs)}


def ruled(graded: dict[int, Grade]) -> Verdict:
    """The verdict by the best grade; nothing said is mangler."""
    return VERDICT_OF[max(graded.values(), default=Grade.SILENT)]
