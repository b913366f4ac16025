"""F1 by label of an exported network on documents kept out of training, with headings and without; speed.

usage: python -m models.training.encoder.measure FOLDER SET=FILE,FILE... [--headings kept none wrong]
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.training.encoder.documents import (
    FIELDS,
    LABELS,
    LEVELS,
    MARKS,
    NONE,
    PASSAGE,
    Document,
    read_documents,
)
from models.training.encoder.exported import Exported, Floats

Truths = NDArray[np.bool_]
HEADINGS = ("kept", "none", "wrong")


def with_headings(documents: list[Document], way: str) -> list[Document]:
    """The documents as they are, with no heading, or every heading exchanged for another's."""
    chance = random.Random(7)
    every = [u.heading for d in documents for u in d.units if u.heading]
    if way == "kept":
        return documents
    draw = (lambda: None) if way == "none" else (lambda: chance.choice(every))
    return [replace(d, units=tuple(replace(u, heading=draw()) for u in d.units)) for d in documents]


def read(network: Exported, documents: list[Document]) -> tuple[Floats, Truths]:
    """Logits and true labels of every passage, [N, labels]; titles left out."""
    logits, truths = [], []
    for document in documents:
        made = network.logits(document.units)
        kept = [row for row, unit in enumerate(document.units) if unit.kind == PASSAGE]
        logits.append(made[kept])
        truths.append([[label in document.units[row].labels for label in LABELS] for row in kept])
    return np.concatenate(logits), np.concatenate([np.array(t, bool) for t in truths])


def probabilities(logits: Floats, settings: dict[str, dict[str, float]]) -> Floats:
    """Calibrated probabilities."""
    slope = np.array([1 / settings["temperature"][label] for label in LABELS])
    shift = np.array([settings["shift"][label] for label in LABELS])
    return np.asarray(1 / (1 + np.exp(-(logits * slope + shift))), np.float32)


def decisions(chances: Floats, settings: dict[str, dict[str, float]]) -> Truths:
    """Labels over their thresholds; none where no field is."""
    made = chances >= np.array([settings["threshold"][label] for label in LABELS])
    made[:, LABELS.index(NONE)] = ~made[:, : len(FIELDS)].any(1)
    return np.asarray(made, bool)


def f1_by_label(made: Truths, true: Truths) -> dict[str, float]:
    """F1 of each label that occurs, and the means over fields, levels and marks."""
    hits = (made & true).sum(0)
    both = made.sum(0) + true.sum(0)
    found = {label: float(2 * hits[i] / both[i]) for i, label in enumerate(LABELS) if true[:, i].any()}
    for name, group in (("FIELDS", FIELDS), ("LEVELS", LEVELS), ("MARKS", MARKS)):
        values = [found[label] for label in group if label in found]
        if values:
            found[name] = float(np.mean(values))
    return found


def calibration_error(chances: Floats, true: Truths, labels: Sequence[str], bins: int = 10) -> float:
    """Expected calibration error over the labels' pooled probabilities, bins of equal width."""
    columns = [LABELS.index(label) for label in labels]
    p, t = chances[:, columns].ravel(), true[:, columns].ravel()
    place = np.minimum((p * bins).astype(int), bins - 1)
    parts = [place == b for b in range(bins)]
    return float(sum(abs(p[part].mean() - t[part].mean()) * part.mean() for part in parts if part.any()))


def speed(network: Exported, documents: list[Document]) -> float:
    """Passages a second of processor time, pieces, encoder and context together."""
    begun, count = time.process_time(), 0
    for document in documents:
        network.logits(document.units)
        count += sum(unit.kind == PASSAGE for unit in document.units)
    return count / (time.process_time() - begun)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="+", help="NAME=FILE,FILE")
    parser.add_argument("--headings", choices=HEADINGS, nargs="+", default=list(HEADINGS))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    network, report = Exported(given.folder), {}
    settings = json.loads((given.folder / "labels.json").read_text())
    for name, files in (text.split("=", 1) for text in given.sets):
        documents = read_documents(Path(file) for file in files.split(","))
        for way in given.headings:
            logits, true = read(network, with_headings(documents, way))
            chances = probabilities(logits, settings)
            scores = f1_by_label(decisions(chances, settings), true)
            scores["ECE fields"] = calibration_error(chances, true, FIELDS)
            report[f"{name}, headings {way}"] = {"passages": len(true), **scores}
            print(f"{name}, headings {way} ({len(true)})", {k: round(v, 3) for k, v in scores.items()})
        print(f"{name}: {speed(network, documents):.0f} passages a second of processor time")
    if given.json:
        given.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
