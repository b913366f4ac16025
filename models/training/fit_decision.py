"""Fits calibration, thresholds and certainty on out-of-fold scores; never on development authors."""

import argparse
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.decision import NONE, SIX, Asserted, Decision, trust_rows
from models.evaluation import f1_of, nothing
from models.labelset import FIELD_OF, FIELDS, LABELS, Scores
from models.training.data import load, load_split, save, targets

STEPS = np.arange(0.1, 0.91, 0.02)


def calibration(logits: Scores, goals: Scores) -> tuple[Scores, Scores]:
    """Slope and shift of each label's log-odds (Platt)."""
    found = []
    for column in range(goals.shape[1]):
        model = LogisticRegression(C=1e3).fit(logits[:, [column]], goals[:, column])
        found.append((model.coef_[0, 0], model.intercept_[0]))
    slope, shift = np.asarray(found, np.float32).T
    return slope, shift


def leaned(decision: Decision, chances: Scores, goals: Asserted) -> Scores:
    """Additions to the six log-odds that raise the macro-F1 of fields and none, by coordinate ascent."""
    lean = decision.lean.copy()
    for _ in range(2):
        for column in range(len(SIX)):
            tried = []
            for step in np.arange(-0.5, 0.51, 0.1):
                lean_at = lean.copy()
                lean_at[column] = step
                tried.append((six_f1(replace(decision, lean=lean_at), chances, goals), -abs(step), step))
            lean[column] = max(tried)[2]
    return lean


def six_f1(decision: Decision, chances: Scores, goals: Asserted) -> float:
    """Mean F1 of the five fields and none."""
    found, count = decision.asserted(chances)[:, : len(FIELDS)], len(FIELDS)
    fields = f1_of(found, goals[:, :count])
    none = f1_of(nothing(found), nothing(goals[:, :count]))
    return float(np.append(fields, none).mean())


def thresholds(decision: Decision, chances: Scores, goals: Asserted) -> Scores:
    """For each level and mark the threshold with the best F1, given the asserted fields."""
    fields, found = decision.asserted(chances)[:, : len(FIELDS)], np.full(NONE, 0.5, np.float32)
    for column in range(len(FIELDS), NONE):
        owner = FIELD_OF.get(LABELS[column])
        gate = fields[:, FIELDS.index(owner)] if owner else np.ones(len(fields), bool)
        tried = [
            (f1_of(((chances[:, column] >= t) & gate)[:, None], goals[:, [column]])[0], t) for t in STEPS
        ]
        best = max(score for score, _ in tried)
        found[column] = np.median([t for score, t in tried if score >= best - 0.002])
    return found


def second(decision: Decision, chances: Scores, goals: Asserted) -> float:
    """The probability from which two fields are asserted."""
    tried = [(six_f1(replace(decision, second=t), chances, goals), t) for t in np.arange(0.3, 0.91, 0.05)]
    return float(max(tried)[1])


def fit(logits: Scores, goals: Scores) -> Decision:
    """All of it, from held-out logits [n, 22] and the labels given."""
    slope, shift = calibration(logits, goals)
    lean = np.zeros(len(SIX), np.float32)
    decision = Decision(slope, shift, lean, 0.5, np.full(NONE, 0.5, np.float32), np.zeros(3, np.float32))
    chances, given = decision.probabilities(logits), goals[:, :NONE] > 0.5
    decision = replace(decision, lean=leaned(decision, chances, given))
    decision = replace(decision, second=second(decision, chances, given))
    decision = replace(decision, threshold=thresholds(decision, chances, given))
    count = len(FIELDS)
    right = (decision.asserted(chances)[:, :count] == given[:, :count]).all(1)
    model = LogisticRegression(C=1e3, fit_intercept=False).fit(trust_rows(chances, decision.lean), right)
    return replace(decision, trust=model.coef_[0].astype(np.float32))


def main() -> None:
    """Reads context_scores.npz, writes decision.npz."""
    scores, goals = load("context_scores"), targets(load_split().train)
    logits = np.concatenate([scores["train"], scores["worse"]])
    save("decision", vars(fit(logits, np.tile(goals, (2, 1)))))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
