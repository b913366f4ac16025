"""PDF of the plans' and the management documents, by a LibreOffice that is there."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractors.faults import PlantjekError

OFFICE = ("soffice", "libreoffice")
OFFICE_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
AT_ONCE = 40  # documents given to LibreOffice in one go
SECONDS = 600  # for one go


def find_office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    found = (shutil.which(name) for name in (*OFFICE, *OFFICE_PLACES))
    return next((path for path in found if path), None)


def write_pdf(documents: Sequence[Path]) -> list[Path]:
    """Writes a PDF beside each Word document; a clear word where LibreOffice is missing or fails."""
    office = find_office()
    if office is None:
        raise PlantjekError("PDF kræver LibreOffice, som ikke er fundet. Installér det, eller udelad --pdf.")
    with tempfile.TemporaryDirectory() as profile:
        for folder in sorted({document.parent for document in documents}):
            names = [str(document) for document in documents if document.parent == folder]
            for start in range(0, len(names), AT_ONCE):
                _convert(office, Path(profile), folder, names[start : start + AT_ONCE])
    written = [document.with_suffix(".pdf") for document in documents]
    missing = [path.name for path in written if not path.exists()]
    if missing:
        raise PlantjekError(f"LibreOffice kunne ikke lave {', '.join(missing[:5])}.")
    return written


def _convert(office: str, profile: Path, folder: Path, names: list[str]) -> None:
    """One run of LibreOffice with a profile of its own, so that an open one does not disturb."""
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    try:
        subprocess.run(
            [*command, "--outdir", str(folder), *names], capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PlantjekError(f"LibreOffice kunne ikke lave PDF ({type(error).__name__}).") from error
