"""Where reports lead: a plan's page and documents, and the source file."""

import os
import re
from pathlib import Path
from urllib.parse import quote as url_quote

PLAN_DIRECTORY = "planer"
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "ue"})


def plan_file(title: str, id: str) -> str:
    """The plan's file name without ending: letters of its title, then its id; safe and stable."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold().translate(_FOLD)).strip("-")[:48].strip("-")
    safe = re.sub(r"[^A-Za-z0-9-]+", "-", id)
    return f"{words}-{safe}" if words else safe


def plan_page(title: str, id: str) -> str:
    """The plan's page as seen from the report's folder."""
    return f"{PLAN_DIRECTORY}/{plan_file(title, id)}.html"


def path_from(file: Path, directory: Path) -> str | None:
    """The file's path as seen from the directory; None where there is no relative one (another drive)."""
    try:
        return Path(os.path.relpath(file, directory)).as_posix()
    except ValueError:
        return None


def address_from(file: Path, directory: Path) -> str:
    """The file's address for a browser, relative where that can be."""
    path = path_from(file, directory)
    return file.resolve().as_uri() if path is None else url_quote(path)
