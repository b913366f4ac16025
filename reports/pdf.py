"""PDF of the plans' and the management reports: Word documents by LibreOffice, else pages by Chromium."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractors.faults import PlantjekError

OFFICE = (
    "soffice",
    "libreoffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
BROWSER = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PRINT = ("--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
AT_ONCE = 40  # documents given to LibreOffice in one go
SECONDS = 600  # for one go
OVERVIEW = "index.html"  # is for the screen
NEITHER = (
    "PDF kræver LibreOffice eller Chromium (også Chrome eller Edge), og ingen af dem er fundet på maskinen. "
    "Installér LibreOffice (gratis, libreoffice.org; på Debian og Ubuntu: apt install libreoffice-writer), "
    "eller udelad --pdf. De andre rapporter er skrevet."
)


def find_office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return _first(OFFICE)


def find_browser() -> str | None:
    """A browser that can print, None where there is none."""
    return _first(BROWSER)


def _first(names: Sequence[str]) -> str | None:
    """The first of these programs that is installed."""
    return next((path for path in map(shutil.which, names) if path), None)


def write_pdf(reports: Sequence[Path]) -> list[Path]:
    """Writes a PDF beside each Word document, or each page but the overview; says what is missing."""
    documents = [path for path in reports if path.suffix == ".docx"]
    pages = [path for path in reports if path.suffix == ".html" and path.name != OVERVIEW]
    if office := find_office():
        return _all(documents, _by_office(office, documents), "LibreOffice")
    if browser := find_browser():
        return _all(pages, _by_browser(browser, pages), "Browseren")
    raise PlantjekError(NEITHER)


def _all(sources: Sequence[Path], written: list[Path], program: str) -> list[Path]:
    """What was written; a fault where one is missing."""
    missing = [source.name for source, path in zip(sources, written, strict=True) if not path.exists()]
    if missing:
        raise PlantjekError(f"{program} kunne ikke lave PDF af {', '.join(missing[:5])}.")
    return written


def _by_office(office: str, documents: Sequence[Path]) -> list[Path]:
    """Converts the documents, many in one go, with a profile of our own, as one may be open."""
    with tempfile.TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        for folder in sorted({document.parent for document in documents}):
            names = [str(document) for document in documents if document.parent == folder]
            for start in range(0, len(names), AT_ONCE):
                some = names[start : start + AT_ONCE]
                _run([*command, "--convert-to", "pdf", "--outdir", str(folder), *some], "LibreOffice")
    return [document.with_suffix(".pdf") for document in documents]


def _by_browser(browser: str, pages: Sequence[Path]) -> list[Path]:
    """Prints each page by its print style."""
    written = [page.with_suffix(".pdf") for page in pages]
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *PRINT, *_as_root(), f"--user-data-dir={profile}"]
        for page, path in zip(pages, written, strict=True):
            _run([*command, f"--print-to-pdf={path.resolve()}", page.resolve().as_uri()], "Browseren")
    return written


def _as_root() -> list[str]:
    """What a browser must be told where the administrator starts it."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def _run(command: Sequence[str], program: str) -> None:
    """Runs a program to its end."""
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise PlantjekError(f"{program} kunne ikke lave PDF ({type(error).__name__}).") from error
