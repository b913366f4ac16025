"""Labels that are likely but not asserted: they weigh in, and the mended verdicts of the corpus hold."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from verdict_plans import passage

from models.labels import Label, LabelledPassage, Labels
from reports.judge import judge
from reports.training.plans import MENDS, read_plans
from reports.verdict_signs import read_signs
from reports.verdict_whole import match

SUPPORT = "Mette er på afsnittet hver onsdag og hjælper med de svære tilfælde"
RANK = {"mangler": 0, "ikke_relevant": 0, "delvist": 1, "opfyldt": 2}


def _likely(text: str, names: str, score: float) -> LabelledPassage:
    labels = Labels(likely=tuple(Label(name, score) for name in names.split()))
    return replace(passage(text, ""), labels=labels)


def test_a_likely_label_is_evidence_where_nothing_is_asserted() -> None:
    told = {f.criterion: f for f in judge([_likely(SUPPORT, "hverdag stoette", 0.9)]).findings}
    assert told["hverdag.stoette"].verdict in ("opfyldt", "delvist")
    assert told["hverdag.stoette"].evidence == (0,)
    assert told["hverdag.organisering"].verdict == "mangler"


def test_the_likelier_a_label_the_better_the_verdict() -> None:
    ranks = [
        RANK[next(f.verdict for f in judge([made]).findings if f.criterion == "hverdag.stoette")]
        for made in (_likely(SUPPORT, "hverdag stoette", score) for score in (0.05, 0.3, 0.6, 0.9))
    ]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0 < ranks[-1]


@pytest.mark.parametrize(("chance", "verdict"), [(0.9, "opfyldt"), (0.1, "mangler")])
def test_match_takes_goals_and_activities_that_other_criteria_tell(chance: float, verdict: str) -> None:
    signs = read_signs([passage("Kende reglerne for tavshedspligt", ""), passage("Oplæg i marts", "")])
    verdicts = {f"laeringsmaal.{level}": "mangler" for level in ("metoder", "rolle")}
    verdicts["laeringsmaal.viden"] = "opfyldt"
    served = dict.fromkeys(("metoder", "viden", "rolle"), chance)
    assert match(verdicts, signs, served).verdict() == "ikke_relevant"  # type: ignore[arg-type]
    held = match(verdicts, signs, served, (0,), (1,))  # type: ignore[arg-type]
    assert (held.verdict(), held.goals, held.activities) == (verdict, (0,), (1,))


def test_plans_without_verdicts_are_not_learned_from(tmp_path: Path) -> None:
    plan = {"title": "", "passages": [], "criteria": {}}
    judged = {**plan, "criteria": {"opgave.ansvar": "mangler"}}
    (tmp_path / "t1.jsonl").write_text(json.dumps({"name": "x", "plans": [plan, judged]}), encoding="utf-8")
    assert [found.name for found in read_plans(tmp_path)] == ["x#2"]


def test_every_mend_names_a_verdict_of_the_corpus_and_a_rule() -> None:
    verdicts = {
        (document["name"], number + 1, criterion): verdict
        for path in MENDS.parent.glob("t*.jsonl")
        for document in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for number, plan in enumerate(document["plans"])
        for criterion, verdict in plan["criteria"].items()
    }
    rows = [json.loads(line) for line in MENDS.read_text(encoding="utf-8").splitlines()]
    keys = [(row["name"], row["plan"], row["criterion"]) for row in rows]
    assert len(keys) == len(set(keys))
    for key, row in zip(keys, rows, strict=True):
        assert verdicts[key] in (row["old"], row["new"])
        assert row["old"] != row["new"]
        assert row["why"].endswith(".")
