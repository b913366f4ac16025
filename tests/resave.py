"""Saves workbooks again with LibreOffice, as people without Excel do."""

import subprocess
from pathlib import Path

from extractors.legacy import find_office

SUFFIXES = ("xlsx", "ods", "xls")


def save_again(source: Path, target: Path) -> Path:
    """All .xlsx files of a folder, in one run of the program for each format; gives the target."""
    command = [find_office() or "", f"-env:UserInstallation={(source / 'profil').as_uri()}", "--headless"]
    for suffix in SUFFIXES:
        options = ["--convert-to", suffix, "--outdir", str(target)]
        files = sorted(map(str, source.glob("*.xlsx")))
        subprocess.run([*command, *options, *files], check=True, capture_output=True, timeout=300)
    return target
