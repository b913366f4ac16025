"""The messages of faults in files, with gaps, as the readers and the run write them."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def fault_texts() -> tuple[str, ...]:
    """Every message, the fuller ones first."""
    data = tomllib.loads(files("reports").joinpath("fault_texts.toml").read_text(encoding="utf-8"))
    return tuple(data["messages"])
