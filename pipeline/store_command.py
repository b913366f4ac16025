"""`plantjek cache`: what an output folder keeps, and how to clear it."""

import argparse
from pathlib import Path

from extractors.faults import PlantjekError
from pipeline.store import NAME, kept


def cache(arguments: argparse.Namespace) -> int:
    """Shows how much is kept, or deletes it."""
    path: Path = arguments.out / NAME
    if not path.exists():
        print(f"Der er ingen gemte resultater i {arguments.out}.")
    elif arguments.clear:
        try:
            path.unlink()
        except OSError as error:
            raise PlantjekError(f"{path} kan ikke slettes ({error.strerror}).") from error
        print("De gemte resultater er slettet. Næste kørsel læser alle filer forfra.")
    else:
        size = f"{path.stat().st_size / 1024**2:.1f} MB".replace(".", ",")
        print(f"{kept(path)} gemte analyser, {size}, i {path}.")
    return 0
