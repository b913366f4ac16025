"""Prints and keeps the measures of a pipeline on development sets: one line each, all of it as JSON."""

import argparse
import json
from pathlib import Path

from models.classifier import Classifier
from models.evaluation import as_text, evaluate, measure
from models.gold import GoldDocument, read
from models.labelset import LABELS
from models.training.data import BUILD, load_split


def sets(files: list[Path]) -> dict[str, tuple[GoldDocument, ...]]:
    """The frozen development sets, and each further file as one."""
    return load_split().development | {path.stem: tuple(read([path])) for path in files}


def main(model: Path | None, files: list[Path], full: bool) -> None:
    """Measures and writes measures.json in the build folder."""
    classifier, kept = Classifier.load(model), {}
    for name, documents in sets(files).items():
        made = evaluate(measure(classifier, documents))
        kept[name] = made.as_json()
        one = {m.label: round(m.f1, 2) for m in made.measures if m.label not in LABELS[5:]}
        print(name, {k: round(v, 3) for k, v in made.macro.items()}, one, f"ECE {made.calibration_error:.3f}")
        if full:
            print(as_text(made), end="\n\n")
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "measures.json").write_text(
        json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--full", action="store_true")
    arguments = parser.parse_args()
    main(arguments.model, arguments.files, arguments.full)
