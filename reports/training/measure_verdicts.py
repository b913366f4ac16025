"""Prints docs/verdicts.md's tables: rule, learned and both, criterion by criterion, on the authors held out.

python -m reports.training.measure_verdicts CORPUS [PREDICTED]
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

from models.labels import LabelledPassage
from reports.audit import Verdict
from reports.criteria import load_criteria
from reports.evaluation import Evaluation, Pair, calibration, evaluate, gain_of_review
from reports.judge import judge
from reports.training.fit_verdicts import HELD_OUT
from reports.training.plans import GoldPlan, read_plans
from reports.verdict_decide import MATCH
from reports.verdict_rules import Grade, grades, ruled
from reports.verdict_signs import read_signs
from reports.verdict_whole import match, not_only_courses, two_dimensions

Verdicts = dict[str, Verdict]
Way = Callable[[Sequence[LabelledPassage]], Verdicts]


def both(passages: Sequence[LabelledPassage]) -> Verdicts:
    """The verdicts as the program gives them."""
    return {finding.criterion: finding.verdict for finding in judge(passages).findings}


def rule(passages: Sequence[LabelledPassage]) -> Verdicts:
    """The verdicts by the word lists alone."""
    signs = read_signs(passages)
    own = [c for c in load_criteria() if c.field != "helhed" and c.id != MATCH]
    found: Verdicts = {c.id: ruled(grades(c, signs)) for c in own}
    found[MATCH] = match(found, signs).verdict()
    found["helhed.to_dimensioner"] = two_dimensions(found)
    found["helhed.ikke_kun_kursus"] = not_only_courses(found)
    return {c.id: found[c.id] for c in load_criteria()}


def learned(passages: Sequence[LabelledPassage]) -> Verdicts:
    """The verdicts by the strengths alone: no grade hushes a passage, and nothing is declared not needed."""
    with (
        patch("reports.verdict_model.HUSHED", dict.fromkeys(Grade, 1.0)),
        patch("reports.verdict_decide._declined", lambda *_: ()),
    ):
        return both(passages)


def measured(plans: Sequence[GoldPlan], way: Way) -> Evaluation:
    """The measures of one way of judging."""
    return evaluate([Pair(plan.verdicts, way(plan.passages)) for plan in plans])  # type: ignore[arg-type]


def told(plans: Sequence[GoldPlan]) -> list[tuple[float, bool]]:
    """(confidence, whether right) of every verdict."""
    return [
        (finding.confidence, finding.verdict == plan.verdicts[finding.criterion])
        for plan in plans
        for finding in judge(plan.passages).findings
    ]


def whole_line(name: str, found: Evaluation) -> str:
    """A row of the table of all criteria together."""
    spans = [found.intervals[key] for key in ("accuracy", "precision", "recall", "macro_f1")]
    cells = [f"{span.value:.3f} ({span.low:.3f}–{span.high:.3f})" for span in spans]
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Measure on each folder's held-out authors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--authors", nargs="*", default=sorted(HELD_OUT))
    given = parser.parse_args()
    ways: dict[str, Way] = {"rules alone": rule, "learned alone": learned, "both": both}
    results: dict[str, Evaluation] = {}
    for name_of_labels, folder in zip(("gold labels", "model labels"), given.corpora, strict=False):
        plans = [plan for plan in read_plans(folder) if plan.author in given.authors]
        for name, way in ways.items():
            results[f"{name_of_labels}, {name}"] = measured(plans, way)
        sure = told(plans)
        print(f"{name_of_labels}: {len(plans)} plans, ECE {calibration(sure):.3f}")
        print(f"looking at one verdict in ten lifts accuracy by {gain_of_review(sure):.3f}")
    print(
        "| labels, way | accuracy | gap precision | gap recall | macro-F1 |\n| --- | --- | --- | --- | --- |"
    )
    print("\n".join(whole_line(name, found) for name, found in results.items()))
    print("\n| criterion | " + " | ".join(f"{name} F1 / acc." for name in results) + " |")
    print("| --- |" + " --- |" * len(results))
    for criterion in load_criteria():
        cells = [found.by_criterion[criterion.id] for found in results.values()]
        print(f"| `{criterion.id}` | " + " | ".join(f"{m.f1:.2f} / {m.accuracy:.2f}" for m in cells) + " |")


if __name__ == "__main__":
    main()
