"""Files that plantjek has written itself, known by a keyword in their properties."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.document import Metadata
from extractors.package import Package

KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"


@cache
def own_data() -> dict[str, Any]:
    """The marks of our own files."""
    return tomllib.loads(files("extractors").joinpath("own_files.toml").read_text("utf-8"))


def is_own(package: Package, kind: str) -> bool:
    """Whether the package is of this kind of ours: plan or report."""
    core = package.xml("docProps/core.xml")
    found = core.findtext(KEYWORDS) if core is not None else None
    return bool(found) and str(own_data()[kind]) in str(found)


def metadata_of(found: dict[str, str]) -> Metadata:
    """Metadata by attribute; empty texts are None."""
    keys = ("workplace", "owner", "leader", "date")
    return Metadata(*(found.get(key) or None for key in keys))


def metadata_title(key: str) -> str:
    """The heading of a piece of master data: »Stamdata – Leder«."""
    data = own_data()
    return f"{data['excel']['metadata']}{data['stamdata'][key]}"
