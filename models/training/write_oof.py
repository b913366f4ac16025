"""Writes the corpus with predicted labels, each document's by a model that never saw it.

For fitting what builds on the labels (verdicts, relevance): the errors are those that unseen documents meet.
The encoder never saw a tenth of the training documents nor the development authors: those get the labels of
the whole pipeline. The others get the labels of the n-gram layers out of fold, and a share of their passages
the labels given, about as many as the encoder would mend.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.context import sigmoid
from models.decision import Asserted
from models.gold import GoldDocument
from models.labelset import FIELDS, LABELS, LEVELS, MARKS, Scores
from models.training.assemble import fitted
from models.training.data import CORPUS, in_tenth, load, load_split, numbers, targets
from models.training.fit_decision import fit, held_out

MENDED = 0.3  # of the passages: the errors of the n-gram layers against those of the whole, about
KINDS = {"fields": FIELDS, "levels": LEVELS, "marks": MARKS}


def predictions() -> dict[str, tuple[Any, Any]]:
    """For each document's name the chances and asserted labels of its passages."""
    split, (blend, decision) = load_split(), fitted()
    found: dict[str, tuple[Any, Any]] = {}
    logits = {source: load(f"{source}_scores") for source in blend.sources}
    for name, documents in split.development.items():
        chances = sigmoid(blend.logits({source: arrays[name] for source, arrays in logits.items()}))
        found |= by_document(documents, chances, decision.asserted(chances))
    if "encoder" not in blend.sources:
        chances = sigmoid(blend.logits({source: arrays["train"] for source, arrays in logits.items()}))
        return found | by_document(split.train, chances, decision.asserted(chances))
    tenth = numbers(split.train, [in_tenth(d) for d in split.train]).astype(bool)
    chances, asserted = mended(split.train)
    unseen = {"encoder": logits["encoder"]["train"], "context": logits["context"]["train"][tenth]}
    chances[tenth] = sigmoid(blend.logits(unseen))
    asserted[tenth] = decision.asserted(chances[tenth])
    return found | by_document(split.train, chances, asserted)


def mended(documents: Sequence[GoldDocument]) -> tuple[Scores, Asserted]:
    """The n-gram layers' chances and labels out of fold; MENDED of the passages have the labels given."""
    blend, decision = fit(*held_out(("context",)))
    chances = sigmoid(blend.logits({"context": load("context_scores")["train"]}))
    asserted, goals = decision.asserted(chances), targets(documents)
    chosen = np.random.default_rng(1).random(len(goals)) < MENDED
    chances[chosen] = (chances[chosen] + goals[chosen]) / 2
    asserted[chosen] = goals[chosen, : len(LABELS)] > 0.5
    return chances, asserted


def by_document(
    documents: Sequence[GoldDocument], chances: Scores, asserted: Asserted
) -> dict[str, tuple[Any, Any]]:
    """The rows of each document by its name."""
    ends = np.cumsum([len(document.passages()) for document in documents])[:-1]
    pairs = zip(np.split(chances, ends), np.split(asserted, ends), strict=True)
    return {document.name: pair for document, pair in zip(documents, pairs, strict=True)}


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
