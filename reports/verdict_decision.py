"""One decision on one criterion, before it is put in words."""

from dataclasses import dataclass

from reports.audit import Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and what it rests on; nearest is the nearest miss, said if the plan declares it."""

    verdict: Verdict
    confidence: float
    evidence: tuple[int, ...] = ()
    nearest: int | None = None
    said: bool = False
    reason: str = ""  # only where the general sentence does not fit
