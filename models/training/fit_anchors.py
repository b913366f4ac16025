"""Picks the sample of training passages that keeps `adapt` from losing what the model knows; anchors.npz.

From the tenth that the encoder never saw, with the blend's log-odds of held-out scores, beside the pipeline.
"""

import argparse

import numpy as np

from models.adapt import Rows, only
from models.ngrams import Hasher
from models.training.assemble import TARGET, fitted
from models.training.data import in_tenth, load_split, numbers, targets
from models.training.fit_decision import held_out
from models.training.fit_ngrams import BITS

COUNT, SEED = 2000, 3


def main() -> None:
    """Writes the sample."""
    split, (blend, _) = load_split(), fitted()
    kept = [document for document in split.train if in_tenth(document)]
    goals, (scores, _) = targets(kept), held_out()
    logits = blend.logits(scores)
    if len(scores) == 1:  # without an encoder all training documents are held out
        tenth = numbers(split.train, [in_tenth(d) for d in split.train]).astype(bool)
        logits = logits[: len(tenth)][tenth]
    chosen = np.zeros(len(goals), bool)
    chosen[np.random.default_rng(SEED).choice(len(goals), COUNT, replace=False)] = True
    rows = only(Rows.of(Hasher(BITS), [document.units() for document in kept]), chosen)
    np.savez_compressed(
        TARGET / "anchors.npz",
        indices=rows.indices,
        values=rows.values.astype(np.float16),
        starts=rows.starts,
        logits=logits[: len(goals)][chosen].astype(np.float16),
        targets=goals[chosen].astype(np.int8),
    )


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
