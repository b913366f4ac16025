"""`plantjek adapt`: a model that has learnt from a department's corrected passages."""

import argparse

from extractors.faults import PlantjekError
from models import adapt as adapting
from pipeline.evaluate import read_gold


def adapt(arguments: argparse.Namespace) -> int:
    """Writes the adapted model and says how many corrected passages it now gets right."""
    documents = list(read_gold(arguments.corrected))
    if (
        arguments.out.exists()
        and not (arguments.out / "config.cfg").exists()
        and any(arguments.out.iterdir())
    ):
        raise PlantjekError(f"{arguments.out} er ikke tom og er ikke en model.")
    done = adapting.adapt(documents, arguments.out, arguments.model)
    if not arguments.quiet:
        print(
            f"Modellen har lært af {done.passages} rettede passager; felterne er rigtige i {done.after} "
            f"af dem (før {done.before}).\nBrug den med: plantjek audit … --model {arguments.out}"
        )
    return 0
