"""Reads the corpus as labelled plans with their gold verdicts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.document import Passage, Place
from models.labels import Label, LabelledPassage, Labels

LIKELY = 0.05
MENDS = Path(__file__).parents[2] / "models" / "corpus" / "mends.jsonl"


@dataclass(frozen=True, slots=True)
class GoldPlan:
    """A plan of the corpus with its verdicts."""

    name: str
    author: str
    title: str
    passages: tuple[LabelledPassage, ...]
    verdicts: dict[str, str]


def read_mends() -> dict[tuple[str, int, str], tuple[str, str]]:
    """Verdicts that the rules say are wrong: (document, plan from 1, criterion) to (old, new)."""
    rows = [json.loads(line) for line in MENDS.read_text(encoding="utf-8").splitlines()]
    return {(row["name"], row["plan"], row["criterion"]): (row["old"], row["new"]) for row in rows}


def read_plans(folder: Path) -> Iterator[GoldPlan]:
    """Every plan with verdicts in a folder of corpus files, files in the order of their numbers, mended."""
    mends = read_mends()
    for path in sorted(folder.glob("t*.jsonl"), key=lambda path: int(path.stem[1:])):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            for number, plan in enumerate(document["plans"]):
                verdicts = dict(plan["criteria"])
                if not verdicts:  # written for the labels only
                    continue
                for (name, number_of_plan, criterion), (old, new) in mends.items():
                    if (name, number_of_plan) == (document["name"], number + 1):
                        assert verdicts[criterion] in (old, new), (name, criterion)
                        verdicts[criterion] = new
                passages = tuple(labelled(row, number) for number, row in enumerate(plan["passages"]))
                yield GoldPlan(
                    f"{document['name']}#{number + 1}", path.stem, plan["title"], passages, verdicts
                )


def labelled(row: dict[str, Any], number: int) -> LabelledPassage:
    """A passage of the corpus as the judge reads it; scores are 1 unless the file has them."""
    heading = (row["heading"],) if row.get("heading") else ()
    scores = row.get("scores", {})

    asserted = {*row["fields"], *row["levels"], *row["marks"], "none"}

    def labels(ids: list[str]) -> tuple[Label, ...]:
        return tuple(Label(id, float(scores.get(id, 1.0))) for id in ids)

    likely = [id for id, score in scores.items() if id not in asserted and score >= LIKELY]
    return LabelledPassage(
        Passage(row["text"], heading, Place("word", "body", f"p{number + 1}")),
        Labels(labels(row["fields"]), labels(row["levels"]), labels(row["marks"]), likely=labels(likely)),
    )
