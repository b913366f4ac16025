"""Scores of the encoder on what it never saw: the tenth kept out and the development sets."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from models.encoder import Encoder
from models.labelset import Scores
from models.ngrams import Unit
from models.training.data import bare, copies, in_tenth, load_split, numbers, save

FOLDER = Path(__file__).parents[1] / "da_plantjek" / "plantjek_encoder"


def scores(encoder: Encoder, pieces: Iterable[Sequence[Unit]]) -> Scores:
    """Logits of all units of the pieces."""
    return np.concatenate([encoder.read(piece, {})[0] for piece in pieces])


def main(folder: Path) -> None:
    """Reads the documents and writes; `worse` are the tenth's worsened copies."""
    split, encoder = load_split(), Encoder(folder)
    kept = [document for document in split.train if in_tenth(document)]
    outside = numbers(split.train, [in_tenth(document) for document in split.train]).astype(bool)
    found, at, worse = {"train": scores(encoder, [d.units() for d in kept])}, 0, []
    for piece in copies(split):
        if outside[at]:
            worse.append(piece)
        at += len(piece)
    found["worse"] = scores(encoder, worse)
    for name, documents in split.development.items():
        found[name] = scores(encoder, [d.units() for d in documents])
        found[f"{name}-bare"] = scores(encoder, map(bare, documents))
    save("encoder_scores", found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=FOLDER)
    main(parser.parse_args().encoder)
