"""Plans of one author gathered into one file under one form's headings, as departments keep them."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "models" / "corpus"
HELD_OUT = ("t8", "t18", "t26", "t32")
LAST_AUTHOR = 39  # later ones restate published pages
FIELDS = ("opgave", "perspektiv", "laeringsmaal", "traeningsbane", "hverdag")
REST = "oevrigt"
OTHER = "Bemærkninger"
KEYS = ("Medarbejder", "Navn", "Team", "Enhed", "Plan")
COMMON = {
    "opgave": ("Opgave", "Situation", "Hvad skal løses anderledes?"),
    "perspektiv": ("Hvorfor", "Formål", "Gevinst"),
    "laeringsmaal": ("Læringsmål", "Skal kunne", "Kompetencemål"),
    "traeningsbane": ("Aktivitet", "Sådan læres det", "Træning"),
    "hverdag": ("Opfølgning", "I hverdagen", "Forankring"),
}


@cache
def corpus(held_out: bool) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Author and document of the held-out authors, or of all others."""
    paths = sorted(CORPUS.glob("t*.jsonl"), key=lambda path: int(path.stem[1:]))
    chosen = [p for p in paths if (p.stem in HELD_OUT) == held_out and int(p.stem[1:]) <= LAST_AUTHOR]
    return tuple((p.stem, json.loads(x)) for p in chosen for x in p.read_text("utf-8").splitlines())


def gathered(held_out: bool, form: str) -> Iterator[dict[str, Any]]:
    """Documents of two to six plans of one author each, as if they had been kept in one file of this form."""
    plans: dict[str, list[dict[str, Any]]] = defaultdict(list)
    words: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for author, document in corpus(held_out):
        for plan in document["plans"]:
            _count(plan, words[author])
            if len({field for p in plan["passages"] for field in p["fields"]}) >= 3:
                plans[author].append(plan)
    for author, own in plans.items():
        rng = random.Random(f"{author}{form}")
        rng.shuffle(own)
        while len(own) > 1:
            taken = [own.pop() for _ in range(min(len(own), rng.randint(2, 6)))]
            yield _document(f"{author}-{len(own)}-{form}", taken, words[author], form, rng)


def _count(plan: dict[str, Any], words: dict[str, Counter[str]]) -> None:
    """Counts under which short headings the author writes mostly one field."""
    for passage in plan["passages"]:
        heading = passage["heading"]
        if heading and len(heading.split()) <= 5 and len(passage["fields"]) == 1:
            words[passage["fields"][0]][heading] += 1


def _document(
    name: str, plans: Sequence[dict[str, Any]], words: dict[str, Counter[str]], form: str, rng: random.Random
) -> dict[str, Any]:
    heads = _headings(words, rng)
    key = rng.choice(KEYS) if form == "excel-rows" else None
    made = [{"title": plan["title"], "passages": _passages(plan, heads, key)} for plan in plans]
    return {"name": name, "form": form, "about": name, "plans": made}


def _headings(words: dict[str, Counter[str]], rng: random.Random) -> dict[str, str]:
    """A heading for each field: one that the author uses for it more than for the others, or a common one."""
    heads: dict[str, str] = {}
    for field in FIELDS:
        own = [
            head
            for head, count in words[field].items()
            if count > 2 and all(words[other][head] < count for other in FIELDS if other != field)
        ]
        free = [head for head in [*own, *COMMON[field]] if head not in heads.values()]
        heads[field] = rng.choice(free if own and rng.random() < 0.6 else list(COMMON[field]))
    return heads


def _passages(plan: dict[str, Any], heads: dict[str, str], key: str | None) -> list[dict[str, Any]]:
    """The plan's passages under the form's headings, field by field, the rest last."""
    order = [*FIELDS, REST]
    found = sorted(plan["passages"], key=lambda passage: order.index(_first(passage)))
    texts = [{**each, "heading": heads.get(_first(each), OTHER)} for each in found]
    named = [{"text": plan["title"], "heading": key, "fields": []}] if key else []
    return [*named, *texts]


def _first(passage: dict[str, Any]) -> str:
    return passage["fields"][0] if passage["fields"] else REST
