"""Fits blend, thresholds and certainty on scores of documents that no part was trained on; decision.npz.

With an encoder these are the tenth of the training documents that it never saw (the rest is out of fold);
without one, all training documents out of fold. Development authors are never used.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from models.context import sigmoid
from models.decision import NONE, SIX, Asserted, Blend, Decision, trust_rows
from models.evaluation import f1_of, nothing
from models.labelset import FIELDS, LABELS, Scores
from models.training.data import BUILD, in_tenth, load, load_split, numbers, save, targets

STEPS = np.arange(0.1, 0.71, 0.01)


def held_out(sources: Sequence[str] | None = None) -> tuple[dict[str, Scores], Scores]:
    """Logits of the sources (all there are), written and worsened copies, and the labels given."""
    split = load_split()
    with_encoder = (BUILD / "encoder_scores.npz").is_file()
    sources = sources or (("context", "encoder") if with_encoder else ("context",))
    tenth = numbers(split.train, [in_tenth(d) or not with_encoder for d in split.train]).astype(bool)
    both = {source: _written_and_worse(source, tenth) for source in sources}
    return both, np.tile(targets(split.train)[tenth], (2, 1))


def _written_and_worse(source: str, tenth: NDArray[np.bool_]) -> Scores:
    scores = load(f"{source}_scores")  # the encoder's are of the tenth only
    rows = [part if len(part) == tenth.sum() else part[tenth] for part in (scores["train"], scores["worse"])]
    found: Scores = np.concatenate(rows)
    return found


def blend(scores: Mapping[str, Scores], goals: Scores) -> Blend:
    """For each label the constant and weights of a regression that is drawn towards equal shares."""
    sources, found = tuple(scores), []
    for column in range(goals.shape[1]):
        rows = np.stack([scores[source][:, column] for source in sources], 1)
        mean = rows.mean(1, keepdims=True)
        spread = np.hstack([mean, rows - mean])[:, : len(sources)]
        model = LogisticRegression(C=10.0).fit(spread, goals[:, column])
        weights = np.full(len(sources), model.coef_[0, 0] / len(sources))
        for place, weight in enumerate(model.coef_[0, 1:]):
            weights += weight * (np.eye(len(sources))[place] - 1 / len(sources))
        found.append(np.append(model.intercept_[0], weights))
    return Blend(sources, np.asarray(found, np.float32))


def leaned(decision: Decision, chances: Scores, goals: Asserted) -> Scores:
    """Additions to the six log-odds that raise the mean F1 of fields and none, by coordinate ascent."""
    lean = decision.lean.copy()
    for _ in range(2):
        for column in range(len(SIX)):
            tried = []
            for step in np.arange(-0.4, 0.41, 0.1):
                at = lean.copy()
                at[column] = step
                tried.append((six_f1(replace(decision, lean=at), chances, goals) - 0.002 * abs(step), step))
            lean[column] = max(tried)[1]
    return lean


def six_f1(decision: Decision, chances: Scores, goals: Asserted) -> float:
    """Mean F1 of the five fields and none."""
    count = len(FIELDS)
    found, given = decision.asserted(chances)[:, :count], goals[:, :count]
    return float(np.append(f1_of(found, given), f1_of(nothing(found), nothing(given))).mean())


def thresholds(chances: Scores) -> Scores:
    """For each label the threshold with the best F1 to be expected, if the probabilities are right."""
    found = np.full(NONE, 0.5, np.float32)
    for column in range(len(FIELDS), NONE):
        p = chances[:, column].astype(float)
        expected = [2 * p[p >= t].sum() / max(1.0, (p >= t).sum() + p.sum()) for t in STEPS]
        found[column] = STEPS[int(np.argmax(expected))]
    return found


def fit(scores: Mapping[str, Scores], goals: Scores) -> tuple[Blend, Decision]:
    """All of it, from held-out logits and the labels given."""
    mixed = blend(scores, goals)
    chances, given = sigmoid(mixed.logits(scores)), goals[:, :NONE] > 0.5
    decision = Decision(np.zeros(len(SIX), np.float32), 0.5, thresholds(chances), np.zeros(3, np.float32))
    decision = replace(decision, lean=leaned(decision, chances, given))
    tried = [(six_f1(replace(decision, second=t), chances, given), t) for t in np.arange(0.3, 0.91, 0.05)]
    decision = replace(decision, second=float(max(tried)[1]))
    count = len(FIELDS)
    right = (decision.asserted(chances)[:, :count] == given[:, :count]).all(1)
    model = LogisticRegression(C=1e3, fit_intercept=False).fit(trust_rows(chances, decision.lean), right)
    return mixed, replace(decision, trust=model.coef_[0].astype(np.float32))


def main() -> None:
    """Reads the scores, writes decision.npz."""
    mixed, decision = fit(*held_out())
    save("decision", vars(decision) | {"weights": mixed.weights, "sources": np.array(mixed.sources)})
    for label, row in zip((*LABELS, "none"), mixed.weights, strict=True):
        print(f"{label:24}", np.round(row, 2))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
