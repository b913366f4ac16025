"""Counts what stands under which heading: python -m reports.training.fit_headings; writes headings.toml.

From the training authors' forms and sheets. Only words and labels that several authors use are kept.
"""

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.heading_evidence import TARGETS, words_of
from reports.structure import key_of
from reports.structure_slots import REST

CORPUS = Path(__file__).parents[2] / "models" / "corpus"
FORMS = frozenset(("excel-rows", "excel-form", "word-form", "five-box"))
LEAST = 3  # authors who use a word or label
HEAD = """# What stands under the words of headings, counted in columns of the training corpus: {order}.
# Written by reports/training/fit_headings.py; only words and whole labels that at least {least} authors use.
"""


def columns() -> Iterator[tuple[str, str, Counter[str]]]:
    """Author, key and shares of the targets of each column of the training documents."""
    held = tomllib.loads((CORPUS / "split.toml").read_text("utf-8"))["development"]
    frozen = {author for authors in held.values() for author in authors}
    for path in sorted(CORPUS.glob("t*.jsonl")):
        for line in path.read_text("utf-8").splitlines() if path.stem not in frozen else ():
            document = json.loads(line)
            if document["form"] in FORMS:
                yield from ((path.stem, key, found) for key, found in columns_in(document).items())


def columns_in(document: dict[str, Any]) -> dict[str, Counter[str]]:
    """A labelled document's columns and labels by key: how many passages of each target (halves count)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for plan in document["plans"]:
        for passage in plan["passages"]:
            if passage["heading"]:
                fields = passage["fields"] or [REST]
                found[key_of((passage["heading"],))].update({field: 1 / len(fields) for field in fields})
    return dict(found)


def main() -> None:
    """Writes the data file."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    authors: dict[tuple[str, str], set[str]] = defaultdict(set)
    for author, key, targets in columns():
        share = Counter({target: count / targets.total() for target, count in targets.items()})
        for place in (("all", ""), ("labels", key), *(("words", word) for word in words_of(key))):
            counts[place].update(share)
            authors[place].add(author)
    text = HEAD.format(order=", ".join(TARGETS), least=LEAST) + f"all = {_row(counts['all', ''])}\n"
    for table in ("words", "labels"):
        rows = sorted(key for name, key in counts if name == table and len(authors[name, key]) >= LEAST)
        text += f"\n[{table}]\n" + "".join(
            f"{json.dumps(key, ensure_ascii=False)} = {_row(counts[table, key])}\n" for key in rows
        )
    Path(__file__).parents[1].joinpath("headings.toml").write_text(text, "utf-8")


def _row(counts: Counter[str]) -> list[float]:
    return [round(counts[target], 1) for target in TARGETS]


if __name__ == "__main__":
    main()
