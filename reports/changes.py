"""What changed since an earlier audit: plans matched by content, gaps that are new, mended or still there."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.faults import PlantjekError
from reports.audit import Audit, AuditedPlan
from reports.json_writer import FILE_NAME, SCHEMA
from reports.masking import mask_contacts

ALIKE = 0.5  # share of passages in common (of the longer plan's) that makes two plans the same plan
GAPS = ("mangler", "delvist")
Verdicts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan of the earlier audit."""

    id: str
    title: str
    score: int
    texts: frozenset[str]
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one plan's gaps; criteria by id."""

    plan: str
    title: str
    score_before: int
    score_now: int
    new: tuple[str, ...]
    mended: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes: plans found in both audits, titles of plans only in one."""

    plans: tuple[Change, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]

    def count(self, kind: str) -> int:
        """How many gaps are new, mended or unchanged."""
        return sum(len(getattr(change, kind)) for change in self.plans)

    def criteria(self, kind: str) -> list[tuple[str, int]]:
        """The criteria whose gaps are most often new or mended."""
        return Counter(id for change in self.plans for id in getattr(change, kind)).most_common()


def compare(audit: Audit, earlier: Sequence[Earlier]) -> Changes:
    """The changes since the earlier audit."""
    finder = _Finder(earlier)
    changes, added = [], []
    for plan in audit.plans:
        before = finder.take(plan)
        if before is None:
            added.append(plan.title)
        else:
            changes.append(_change(plan, before))
    return Changes(tuple(changes), tuple(added), tuple(plan.title for plan in finder.left()))


def read_earlier(path: Path) -> tuple[Earlier, ...]:
    """The plans of an earlier audit: its folder, or its audit.json."""
    file = path / FILE_NAME if path.is_dir() else path
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise PlantjekError(f"Den tidligere gennemgang {file} kan ikke læses: {error}") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise PlantjekError(f"{file} er ikke en audit.json fra plantjek.")
    return tuple(_earlier(plan) for plan in data["plans"])


def _earlier(plan: dict[str, Any]) -> Earlier:
    """A plan as it stands in audit.json."""
    return Earlier(
        id=plan["id"],
        title=plan["title"],
        score=plan["score"],
        texts=frozenset(_key(passage["text"]) for passage in plan["passages"]),
        verdicts={finding["criterion"]: finding["verdict"] for finding in plan["findings"]},
    )


def _key(text: str) -> str:
    """A passage's text as it is compared: masked, without differences of space and case."""
    return " ".join(mask_contacts(text).casefold().split())


class _Finder:
    """Finds the earlier plan with most passages in common; each is taken once."""

    def __init__(self, plans: Sequence[Earlier]) -> None:
        self._plans = {plan.id: plan for plan in plans}
        self._where: dict[str, list[str]] = {}
        for plan in plans:
            for text in plan.texts:
                self._where.setdefault(text, []).append(plan.id)

    def take(self, plan: AuditedPlan) -> Earlier | None:
        """The earlier plan that this one was; None where it is new."""
        texts = {_key(labelled.passage.text) for labelled in plan.passages}
        best, worth = None, 0.0
        for id, common in self._shared(texts).items():
            before = self._plans[id]
            share = common / max(len(texts), len(before.texts)) + (0.01 if id == plan.id else 0)
            if share >= ALIKE and share > worth:
                best, worth = before, share
        if best is None and plan.id in self._plans and self._plans[plan.id].title == plan.title:
            best = self._plans[plan.id]
        return None if best is None else self._plans.pop(best.id)

    def _shared(self, texts: Iterable[str]) -> Counter[str]:
        """How many passages each earlier plan that is left has in common."""
        return Counter(id for text in texts for id in self._where.get(text, ()) if id in self._plans)

    def left(self) -> list[Earlier]:
        """Earlier plans that nothing now was."""
        return list(self._plans.values())


def _change(plan: AuditedPlan, before: Earlier) -> Change:
    """The gaps of a plan then and now."""
    now = {f.criterion for f in plan.judgement.findings if f.verdict in GAPS}
    then = {id for id, verdict in before.verdicts.items() if verdict in GAPS}
    order = [finding.criterion for finding in plan.judgement.findings]
    return Change(
        plan=plan.id,
        title=plan.title,
        score_before=before.score,
        score_now=plan.judgement.score,
        new=tuple(id for id in order if id in now - then),
        mended=tuple(id for id in order if id in then - now),
        unchanged=tuple(id for id in order if id in now & then),
    )
