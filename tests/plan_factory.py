"""Makes any number of different plan files from the corpus, in many manners, for timing and endurance."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from excel_builder import Looks
from excel_builder import render as render_excel
from word_render import MANNERS
from word_render import render as render_word

CORPUS = Path(__file__).parent.parent / "models" / "corpus"
LEFT_OUT = 0.15  # share of passages that a copy lacks
LOOKS = (Looks(), Looks(filled=True, title=False), Looks(form="above"), replace(Looks(), left=2, top=3))


def write_plans(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Writes `count` files, no two alike, the same for the same seed; Word and Excel as in the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, document in enumerate(islice(cycle(corpus()), count)):
        rng = random.Random(f"{seed}/{number}")
        suffix, data = rendered(varied(document, rng, number), rng)
        path = (
            folder
            / f"{number // 500:03d}"
            / f"{number:05d}-{document['workplace'].replace('/', '-')}.{suffix}"
        )
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths


def corpus() -> list[dict[str, Any]]:
    """All documents of the corpus, in the order of the files."""
    return [
        json.loads(line)
        for path in sorted(CORPUS.glob("t*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def varied(document: dict[str, Any], rng: random.Random, number: int) -> dict[str, Any]:
    """The document with some passages left out and a passage of its own, so that no two are the same."""
    plans = [plan | {"passages": list(_kept(plan["passages"], rng))} for plan in document["plans"]]
    if plans:
        own = {"text": f"Sag {number}, {rng.choice(WORDS)} {rng.choice(WORDS)}", "heading": None}
        plans[0]["passages"] = [own, *plans[0]["passages"]]
    return document | {"plans": plans}


WORDS = ("nord", "syd", "øst", "vest", "forår", "efterår", "dag", "aften", "nat", "hold A", "hold B")


def _kept(passages: list[dict[str, Any]], rng: random.Random) -> Iterator[dict[str, Any]]:
    yield _plain(passages[0])
    yield from (_plain(passage) for passage in passages[1:] if rng.random() > LEFT_OUT)


def rendered(document: dict[str, Any], rng: random.Random) -> tuple[str, bytes]:
    """The file type and content of a document in a manner drawn by chance."""
    if document["form"].startswith("excel") and document["plans"]:
        return "xlsx", render_excel(document, rng.choice(LOOKS))
    return "docx", render_word(document, rng.choice(sorted(MANNERS)), rng.randrange(1000)).data


def _plain(passage: dict[str, Any]) -> dict[str, Any]:
    """A text that begins like a tag would be taken for one by the renderers."""
    return passage | {"text": passage["text"].replace("<", "under ")}
