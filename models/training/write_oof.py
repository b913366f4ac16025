"""Writes the corpus with predicted labels, each document's by a model that never saw it.

For fitting what builds on the labels (verdicts, relevance): the errors are those that unseen documents meet.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.context import sigmoid
from models.labelset import FIELDS, LABELS, LEVELS, MARKS
from models.training.assemble import fitted
from models.training.data import CORPUS, load, load_split

KINDS = {"fields": FIELDS, "levels": LEVELS, "marks": MARKS}


def predictions() -> dict[str, tuple[Any, Any]]:
    """For each document's name the chances and asserted labels of its passages."""
    split, (blend, decision), found = load_split(), fitted(), {}
    logits = {source: load(f"{source}_scores") for source in blend.sources}
    for name, documents in {"train": split.train, **split.development}.items():
        chances = sigmoid(blend.logits({source: arrays[name] for source, arrays in logits.items()}))
        asserted, at = decision.asserted(chances), 0
        for document in documents:
            end = at + len(document.passages())
            found[document.name] = chances[at:end], asserted[at:end]
            at = end
    return found


def relabelled(raw: dict[str, Any], chances: Any, asserted: Any) -> dict[str, Any]:
    """The document with predicted labels and a score for each label."""
    rows = iter(zip(chances, asserted, strict=True))
    for passages in [*(plan["passages"] for plan in raw["plans"]), raw.get("passages", [])]:
        for passage in passages:
            scores, flags = next(rows)
            for kind, labels in KINDS.items():
                passage[kind] = [x for x in labels if flags[LABELS.index(x)]]
            passage["scores"] = {
                x: round(float(s), 3) for x, s in zip((*LABELS, "none"), scores, strict=True)
            }
    return raw


def lines(path: Path, found: dict[str, tuple[Any, Any]]) -> Iterator[str]:
    """The file's documents, relabelled."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            raw = json.loads(line)
            if raw["name"] in found:
                yield json.dumps(relabelled(raw, *found[raw["name"]]), ensure_ascii=False)


def main(out: Path, names: Sequence[str]) -> None:
    """Writes a file for each author."""
    found = predictions()
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(CORPUS.glob("t*.jsonl")):
        if not names or path.stem in names:
            (out / path.name).write_text("\n".join(lines(path, found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("authors", nargs="*")
    arguments = parser.parse_args()
    np.seterr(all="raise", under="ignore")
    main(arguments.out, arguments.authors)
