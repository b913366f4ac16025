"""Optional packages: loaded where they are asked for, with a clear word where they are missing."""

from importlib import import_module
from typing import Any

from extractors.faults import PlantjekError


def extra(module: str, name: str, needed_for: str) -> Any:
    """A module of an optional package; `name` is the extra of pyproject.toml that has it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise PlantjekError(missing(name, needed_for)) from error


def missing(name: str, needed_for: str) -> str:
    """What to tell a user who lacks an extra."""
    return f'{needed_for} kræver en ekstra pakke. Installér den med: pip install "plantjek[{name}]"'
