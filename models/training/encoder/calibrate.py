"""Temperatures, shifts and thresholds by label on the tenth kept out of training; writes labels.json.

usage: python -m models.training.encoder.calibrate FOLDER CORPUS_FILES
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.training.encoder.documents import LABELS, read_documents, split
from models.training.encoder.exported import CORE, MARGIN, Exported, Floats
from models.training.encoder.measure import Truths, read
from models.training.encoder.pieces import HEADING_PIECES, PASSAGE_PIECES

STEPS, PENALTY = 40, 4.0
LOWEST, HIGHEST = 0.3, 0.6


def slope_and_shift(logit: Floats, true: NDArray[np.bool_]) -> tuple[float, float]:
    """Logistic regression on one logit, drawn towards slope 1 and shift 0.

    Newton's steps, halved until the cost falls: whole ones run away from a start at sure logits.
    """
    x = np.stack([logit, np.ones_like(logit)], 1).astype(float)
    start = np.array([1.0, 0.0])
    found = start.copy()
    for _ in range(STEPS):
        p = 0.5 * (1 + np.tanh(x @ found / 2))
        gradient = x.T @ (p - true) + PENALTY * (found - start)
        curve = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(2)
        step, now = np.linalg.solve(curve, gradient), _cost(x, true, found, start)
        while _cost(x, true, found - step, start) > now and np.abs(step).max() > 1e-9:
            step = step / 2
        found = found - step
    return float(found[0]), float(found[1])


def _cost(x: Floats, true: NDArray[np.bool_], at: Floats, start: Floats) -> float:
    odds = x @ at
    return float((np.logaddexp(0, odds) - odds * true).sum() + PENALTY / 2 * ((at - start) ** 2).sum())


def threshold(chances: Floats, true: NDArray[np.bool_]) -> float:
    """The threshold with the best F1, the middle of those within 0.002 of it; kept near a half."""
    tried = np.arange(LOWEST, HIGHEST + 1e-9, 0.01)
    scores = np.array([_f1(chances >= value, true) for value in tried])
    return float(np.round(np.mean(tried[scores >= scores.max() - 0.002]), 2))


def _f1(made: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return float(2 * (made & true).sum() / max(1, made.sum() + true.sum()))


def calibrated(logits: Floats, true: Truths) -> dict[str, dict[str, float]]:
    """temperature, shift and threshold, each by label."""
    settings: dict[str, dict[str, float]] = {"temperature": {}, "shift": {}, "threshold": {}}
    for column, label in enumerate(LABELS):
        slope, shift = slope_and_shift(logits[:, column], true[:, column])
        chances = 1 / (1 + np.exp(-(logits[:, column] * slope + shift)))
        settings["temperature"][label] = round(1 / slope, 4)
        settings["shift"][label] = round(shift, 4)
        settings["threshold"][label] = threshold(chances, true[:, column])
    return settings


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpus", type=Path, nargs="+")
    given = parser.parse_args()
    _, kept, _ = split(read_documents(given.corpus))
    settings = calibrated(*read(Exported(given.folder), kept))
    sizes = {
        "heading_pieces": HEADING_PIECES,
        "passage_pieces": PASSAGE_PIECES,
        "window": CORE,
        "margin": MARGIN,
    }
    written = {"labels": list(LABELS), **sizes, "join": " › ", **settings}
    (given.folder / "labels.json").write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")
    print(f"calibrated on {len(kept)} documents kept out of training")


if __name__ == "__main__":
    main()
