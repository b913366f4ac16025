"""Coherence: which activities serve each learning goal, and which follow-up checks it."""

from collections.abc import Sequence

from models.phrases import fold
from reports.audit import Link
from reports.verdict_signs import Sign
from reports.verdict_whole import Match, serves

STEM = 6  # letters that two Danish words of the same stem share
FOLLOWUPS = frozenset(("opfoelgning_paa_maal", "loebende_opfoelgning", "overgang"))
COMMON = frozenset(
    fold(word)[:STEM]
    for word in ("medarbejder", "kollegaer", "borgere", "opgaven", "arbejdet", "personale", "måneder")
)


def find_links(signs: Sequence[Sign], match: Match) -> tuple[Link, ...]:
    """A link for each goal: by level and shared words; where words meet, only those activities."""
    stems = [_stems(sign) for sign in signs]
    followups = [i for i, sign in enumerate(signs) if sign.marks & FOLLOWUPS and "fravaer" not in sign.lists]
    return tuple(
        Link(goal, _serving(goal, match.activities, signs, stems), _checking(goal, followups, stems))
        for goal in match.goals
        if "ikke_behov" not in signs[goal].lists
    )


def loose_activities(links: Sequence[Link], match: Match) -> tuple[int, ...]:
    """Activities that serve no goal."""
    used = {activity for link in links for activity in link.activities}
    return tuple(activity for activity in match.activities if activity not in used)


def _serving(
    goal: int, activities: Sequence[int], signs: Sequence[Sign], stems: Sequence[frozenset[str]]
) -> tuple[int, ...]:
    """Activities of a form that suits the goal's level; those that share its words, if any do."""
    levels = signs[goal].levels
    suiting = [a for a in activities if any(serves(level, signs[a]) for level in levels)]
    sharing = [a for a in activities if stems[a] & stems[goal]]
    both = [a for a in suiting if a in sharing]
    return tuple(both or suiting or sharing)


def _checking(goal: int, followups: Sequence[int], stems: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Follow-ups that share a word with the goal; a single follow-up checks all goals."""
    sharing = tuple(f for f in followups if stems[f] & stems[goal])
    return sharing or (tuple(followups) if len(followups) == 1 else ())


def _stems(sign: Sign) -> frozenset[str]:
    """The first letters of the longer words."""
    return frozenset(word[:STEM] for word in sign.words if len(word) >= STEM) - COMMON
