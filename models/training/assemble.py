"""Puts the fitted parts together to the spaCy pipeline and writes it where the program loads it from."""

import argparse
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

import models.components  # noqa: F401  (registers the factories)
from models.decision import Blend, Decision
from models.labelset import LABELS
from models.training.data import load
from models.training.encode import FOLDER

TARGET = Path(__file__).parents[1] / "da_plantjek"
SIX = (*LABELS[:5], "none")


def fitted() -> tuple[Blend, Decision]:
    """The fitted blend and decision."""
    arrays: dict[str, Any] = load("decision")
    blend = Blend(tuple(str(source) for source in arrays.pop("sources")), arrays.pop("weights"))
    return blend, Decision(**arrays | {"second": float(arrays["second"])})


def rounded(numbers: Any) -> Any:
    """Numbers as the config holds them."""
    return np.round(np.asarray(numbers, float), 4).tolist()


def settings(decision: Decision) -> dict[str, Any]:
    """The decision's numbers by label, for the config."""
    return {
        "lean": dict(zip(SIX, rounded(decision.lean), strict=True)),
        "threshold": dict(zip(LABELS, rounded(decision.threshold), strict=True)),
        "trust": rounded(decision.trust),
        "second": rounded(decision.second),
    }


def build(encoder: Path, bits: int, version: str) -> Language:
    """A blank Danish pipeline with the components and their fitted arrays."""
    nlp, (blend, decision) = spacy.blank("da"), fitted()
    nlp.add_pipe("plantjek_terms")
    nlp.add_pipe("plantjek_ngrams", config={"bits": bits}).set_arrays(load("ngrams"))  # type: ignore[attr-defined]
    nlp.add_pipe("plantjek_context").set_arrays(load("context"))  # type: ignore[attr-defined]
    if "encoder" in blend.sources:
        nlp.add_pipe("plantjek_encoder").read(encoder)  # type: ignore[attr-defined]
    weights = dict(zip((*LABELS, "none"), rounded(blend.weights), strict=True))
    nlp.add_pipe("plantjek_blend", config={"sources": list(blend.sources), "weights": weights})
    nlp.add_pipe("plantjek_labels", config=settings(decision))
    nlp.meta |= {
        "name": "plantjek",
        "version": version,
        "description": "Finds the five fields, three levels and thirteen marks in Danish competence plans",
        "license": "MIT",
    }
    return nlp


def main(encoder: Path) -> None:
    """Writes the pipeline; bits and version stand in settings.toml."""
    chosen = tomllib.loads((Path(__file__).parent / "settings.toml").read_text(encoding="utf-8"))
    build(encoder, chosen["bits"], chosen["version"]).to_disk(TARGET, exclude=["vocab"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=FOLDER)
    main(parser.parse_args().encoder)
