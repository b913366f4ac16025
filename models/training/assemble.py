"""Puts the fitted parts together to the spaCy pipeline and writes it where the program loads it from."""

import argparse
import tomllib
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

import models.components  # noqa: F401  (registers the factories)
from models.decision import Decision
from models.labelset import LABELS
from models.training.data import load

TARGET = Path(__file__).parents[1] / "da_plantjek"
SIX = (*LABELS[:5], "none")


def decision() -> Decision:
    """The fitted decision."""
    arrays: dict[str, Any] = load("decision")
    arrays["second"] = float(arrays["second"])
    return Decision(**arrays)


def settings(fitted: Decision) -> dict[str, Any]:
    """The decision's numbers by label, for the config."""
    named = {"slope": (*LABELS, "none"), "shift": (*LABELS, "none"), "lean": SIX, "threshold": LABELS}
    columns = {
        key: {label: round(float(x), 4) for label, x in zip(labels, getattr(fitted, key), strict=True)}
        for key, labels in named.items()
    }
    return {**columns, "trust": [round(float(x), 4) for x in fitted.trust], "second": round(fitted.second, 4)}


def build(bits: int, version: str) -> Language:
    """A blank Danish pipeline with the components and their fitted arrays."""
    nlp = spacy.blank("da")
    nlp.add_pipe("plantjek_terms")
    nlp.add_pipe("plantjek_ngrams", config={"bits": bits}).set_arrays(load("ngrams"))  # type: ignore[attr-defined]
    nlp.add_pipe("plantjek_context").set_arrays(load("context"))  # type: ignore[attr-defined]
    nlp.add_pipe("plantjek_labels", config=settings(decision()))
    nlp.meta |= {
        "name": "plantjek",
        "version": version,
        "description": "Finds the five fields, three levels and thirteen marks in Danish competence plans",
        "license": "MIT",
    }
    return nlp


def main() -> None:
    """Writes the pipeline; bits and version stand in models/training/settings.toml."""
    chosen = tomllib.loads((Path(__file__).parent / "settings.toml").read_text(encoding="utf-8"))
    build(chosen["bits"], chosen["version"]).to_disk(TARGET, exclude=["vocab"])


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
