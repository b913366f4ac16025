"""Labelled documents rendered in many manners and read back: each passage once, in its plan."""

import json
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from word_render import MANNERS, render

from extractors.document import Passage
from extractors.labels import key
from extractors.word import read_word
from extractors.word_lines import BOX, without_bullet

CORPUS = Path(__file__).parents[1] / "models" / "corpus"
WORD_FORMS = {"word-form", "five-box", "word-list", "minutes", "word-prose", "strategy"}
LAST_AUTHOR = 39  # later ones restate pages whose lead-in lines are no labels in any form
SAMPLE = 16  # documents for each manner
LEAST = {"plain": (0.98, 0.9), "capitals": (0.98, 0.96)}  # found, under the right heading; else:
USUAL = (0.99, 0.98)


@cache
def documents() -> list[dict[str, Any]]:
    """All documents of the corpus that are Word documents by nature."""
    paths = [path for path in sorted(CORPUS.glob("t*.jsonl")) if int(path.stem[1:]) <= LAST_AUTHOR]
    found = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [document for document in found if document["form"] in WORD_FORMS]


def sample(seed: str, several: bool) -> list[dict[str, Any]]:
    """Documents drawn from the corpus, with several plans or with one."""
    chosen = [document for document in documents() if (len(document["plans"]) > 1) == several]
    return random.Random(seed).sample(chosen, SAMPLE)


def bare(text: str) -> str:
    return " ".join(BOX.sub("", without_bullet(text)).split())


@pytest.mark.parametrize("manner", MANNERS)
def test_passages_are_found_once_under_their_headings(manner: str) -> None:
    wanted = found = headed = right = extra = 0
    for document in sample(manner, several=False):
        rendered = render(document, manner)
        reading = read_word(rendered.data)
        passages = [p for plan in reading.plans for p in plan.passages] + list(reading.outside)
        places: dict[str, list[Passage]] = {}
        for passage in passages:
            places.setdefault(bare(passage.text), []).append(passage)
        for text, heading in (pair for plan in rendered.plans for pair in plan):
            wanted += 1
            hits = places.get(bare(text), [])
            if not hits:
                continue
            found += 1
            hit = hits.pop(0)
            headed += heading is not None
            right += heading is not None and bool(hit.heading) and key(hit.heading[-1]) == key(heading)
        extra += sum(map(len, places.values()))
    least_found, least_right = LEAST.get(manner, USUAL)
    assert found / wanted >= least_found
    assert right / headed >= least_right
    assert extra / wanted <= 0.01


@pytest.mark.parametrize("manner", MANNERS)
def test_a_document_with_one_plan_is_not_split(manner: str) -> None:
    counts = Counter(
        len(read_word(render(d, manner).data).plans) for d in sample(f"one{manner}", several=False)
    )
    assert counts[1] >= SAMPLE - 1


@pytest.mark.parametrize("manner", MANNERS)
def test_plans_of_one_document_are_told_apart(manner: str) -> None:
    """Those that have fields; letters whose parts only a reader of the text could tell apart are left out."""
    fields = [
        d for d in sample(f"many{manner}", several=True) if all(_fields(plan) > 1 for plan in d["plans"])
    ]
    hits = 0
    for document in fields:
        rendered = render(document, manner)
        plans = [{bare(p.text) for p in plan.passages} for plan in read_word(rendered.data).plans]
        wanted = [{bare(text) for text, _ in plan} for plan in rendered.plans]
        hits += len(plans) == len(wanted) and all(
            len(plan & want) >= 0.9 * len(want) for plan, want in zip(plans, wanted, strict=True)
        )
    assert hits >= len(fields) - 2


def _fields(plan: dict[str, Any]) -> int:
    return len({passage["heading"] for passage in plan["passages"] if passage["heading"]})
