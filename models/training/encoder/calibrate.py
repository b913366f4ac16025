"""Temperatures, shifts and thresholds by label on the tenth kept out of training; writes labels.json.

usage: python -m models.training.encoder.calibrate FOLDER CORPUS_FILES
"""

import argparse
import json
from pathlib import Path

import numpy as np

from models.training.encoder.documents import LABELS, read_documents, split
from models.training.encoder.exported import CORE, MARGIN, Exported, Floats
from models.training.encoder.measure import Truths, read
from models.training.encoder.pieces import HEADING_PIECES, PASSAGE_PIECES
from models.training.encoder.slopes import slope_and_shift, threshold


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
