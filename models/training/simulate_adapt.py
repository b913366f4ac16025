"""Shows what adapting gives: F1 on the rest of an author's documents after 30, 60 and 120 corrected passages.

The passages are those the model is least sure of, or random ones; a document's other passages are context.
Prints also the F1 on another set before and after, to show that nothing is lost there.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from models.adapt import NAME, Anchors, add, load_anchors
from models.classifier import Classifier
from models.evaluation import evaluate, measure
from models.gold import GoldDocument, read
from models.training.assemble import TARGET
from models.training.data import load_split

COUNTS = (0, 30, 60, 120)


def marked(documents: Sequence[GoldDocument], chosen: set[tuple[int, int]]) -> list[GoldDocument]:
    """The documents with only the chosen passages agreed to."""
    made = []
    for number, document in enumerate(documents):
        place, sections = 0, []
        for section in document.sections:
            passages = []
            for passage in section.passages:
                passages.append(replace(passage, agreed=passage.agreed and (number, place) in chosen))
                place += 1
            sections.append(replace(section, passages=tuple(passages)))
        made.append(replace(document, sections=tuple(sections)))
    return made


def pick(classifier: Classifier, documents: Sequence[GoldDocument], unsure: bool) -> list[tuple[int, int]]:
    """All agreed passages as (document, place), the least certain first, or shuffled."""
    found = []
    for number, document in enumerate(documents):
        if document.passages():
            certainty = classifier.scores(document.units())["certainty"]
            pairs = zip(document.passages(), certainty, strict=True)
            found += [(float(c), number, place) for place, (p, c) in enumerate(pairs) if p.agreed]
    if unsure:
        found.sort()
    else:
        random.Random(1).shuffle(found)
    return [(number, place) for _, number, place in found]


def f1(classifier: Classifier, documents: Sequence[GoldDocument]) -> float:
    """Mean F1 of fields and none."""
    made = evaluate(measure(classifier, documents))
    return (5 * made.macro["fields"] + made.none) / 6


def simulate(name: str, own: Sequence[GoldDocument], other: Sequence[GoldDocument], anchors: Anchors) -> None:
    """Prints a line for each way of choosing and each count; every other document is the rest."""
    classifier, pool, rest = Classifier.load(), own[::2], own[1::2]
    for way in ("unsure", "random"):
        order = pick(classifier, pool, way == "unsure")
        for count in COUNTS:
            if count:
                add(classifier.pipeline(), marked(pool, set(order[:count])), anchors)
            figures = f"rest {f1(classifier, rest):.3f} other {f1(classifier, other):.3f}"
            print(f"{name} {way} {count}: {figures}", flush=True)
            if count:
                classifier.pipeline().remove_pipe(NAME)


def main(files: list[Path]) -> None:
    """Every development author, and each further file."""
    split, anchors = load_split(), load_anchors(TARGET)
    everything = [d for documents in split.development.values() for d in documents]
    sets = {a: [d for d in everything if d.author == a] for a in sorted({d.author for d in everything})}
    sets |= {path.stem: list(read([path])) for path in files}
    np.seterr(under="ignore")
    for name, own in sets.items():
        others = [d for d in everything if d.author != name][::4]
        simulate(name, own, others, anchors)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    main(parser.parse_args().files)
