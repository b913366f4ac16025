"""Fits the weights by which a plan is told from other papers, on out-of-fold labels."""

import argparse
import re
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.document import Passage, Place
from models.gold import GoldDocument, GoldSection
from models.labels import Label, LabelledPassage, Labels
from models.labelset import FIELDS, Scores
from models.relevance import features, is_template
from models.training.data import load_split
from models.training.write_oof import predictions

FILE = Path(__file__).parents[1] / "relevance.toml"
NOWHERE = Place("word", "body", "")
AGAINST = 4.0  # weight of a paper that is no plan
SHORTEST = 3  # passages beside plans that can be judged


def labelled(section: GoldSection, chances: Scores, asserted: Scores) -> list[LabelledPassage]:
    """The section's passages with predicted fields."""
    found = []
    for passage, row, flags in zip(section.passages, chances, asserted, strict=True):
        fields = [Label(x, float(row[i])) for i, x in enumerate(FIELDS) if flags[i]]
        fields.sort(key=lambda label: -label.score)
        found.append(
            LabelledPassage(Passage(passage.unit.text, passage.unit.heading, NOWHERE), Labels(tuple(fields)))
        )
    return found


def candidates(
    document: GoldDocument, chances: Scores, asserted: Scores
) -> list[tuple[dict[str, float], bool, bool]]:
    """For each section: features, whether the template rule takes it, whether it is a plan."""
    headings, at, found = [p.unit.heading[-1] for p in document.passages() if p.unit.heading], 0, []
    for section in document.sections:
        end = at + len(section.passages)
        if section.criteria or not document.has_plan() or len(section.passages) >= SHORTEST:
            passages = labelled(section, chances[at:end], asserted[at:end])
            template = is_template(section.title, headings, passages)
            found.append((features(headings, passages), template, bool(section.criteria)))
        at = end
    return found


def main() -> None:
    """Cross-validates by fold, prints, fits on all training authors, rewrites the weights."""
    split, found = load_split(), predictions()
    rows, folds = [], []
    for document, fold in zip(split.train, split.folds, strict=True):
        if any("" in section.criteria for section in document.sections):
            continue  # restated pages, of which nobody has said whether they are plans
        made = candidates(document, *found[document.name])
        rows += made
        folds += [fold] * len(made)
    names = list(rows[0][0])
    inputs = np.array([[signs[name] for name in names] for signs, _, _ in rows])
    template, plan = (np.array([row[i] for row in rows]) for i in (1, 2))
    kept, number = template.copy(), np.array(folds)
    for fold in sorted(set(folds)):
        inside, outside = number != fold, number == fold
        kept[outside] |= fit(inputs[inside], plan[inside]).predict(inputs[outside])
    right = (kept & plan).sum()
    print(f"plans: P {right / kept.sum():.3f} R {right / plan.sum():.3f} (authors held out)")
    print(f"others turned away: {(~kept)[~plan].mean():.3f} of {(~plan).sum()}")
    model = fit(inputs, plan)
    lines = [f"bias = {model.intercept_[0]:.3f}"]
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(names, model.coef_[0], strict=True)]
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(
        re.sub(r"(?s)\[weights\]\n.*", "[weights]\n" + "\n".join(lines) + "\n", text), encoding="utf-8"
    )


def fit(inputs: Scores, plan: Scores) -> LogisticRegression:
    """The regression, others weighing more as they are few."""
    return LogisticRegression(max_iter=2000).fit(inputs, plan, sample_weight=np.where(plan, 1.0, AGAINST))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
