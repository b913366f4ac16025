"""Takes away the pages and documents of plans that an earlier run wrote and this one did not."""

import re
import zipfile
from collections.abc import Collection
from pathlib import Path

from extractors.own_files import own_data
from reports.links import PLAN_DIRECTORY

MANAGEMENT_PDF = "ledelse.pdf"
_OURS = re.compile(r"(?:.*-)?p-[0-9a-f]{12}")


def remove_stale(directory: Path, written: Collection[Path]) -> list[Path]:
    """Removes them, and PDFs that were not made this time; documents that are no report of ours stay."""
    kept, there = set(written), sorted((directory / PLAN_DIRECTORY).glob("*"))
    stale = [path for path in there if path not in kept and _is_report(path)]
    stale += [path for path in directory.glob(MANAGEMENT_PDF) if path not in kept]
    for path in stale:
        path.unlink()
    return stale


def _is_report(path: Path) -> bool:
    """Whether a file is a plan's page, its document, or the PDF beside them."""
    if not _OURS.fullmatch(path.stem):
        return False
    if path.suffix == ".docx":
        return _keywords(path) == str(own_data()["report"])
    return path.suffix in (".html", ".pdf")


def _keywords(path: Path) -> str:
    """The keywords of a Word document, empty where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as package:
            core = package.read("docProps/core.xml").decode("utf-8")
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError):
        return ""
    found = re.search(r"<cp:keywords>([^<]*)</cp:keywords>", core)
    return found.group(1) if found else ""
