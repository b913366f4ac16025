"""Finds the files to read under the given paths, and says why others are passed over."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.document import Fault
from extractors.faults import PlantjekError
from extractors.reader import READERS, file_type
from pipeline.remote import RemoteFile, find_remote

Given = Path | str  # a path, or an fsspec address


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to look at: where it is, its name in the audit, and why it is skipped, if it is."""

    path: Path | RemoteFile
    relative: str
    skipped: Fault | None = None

    @property
    def kind(self) -> str:
        """The file type: docx, xlsx, …"""
        return file_type(PurePosixPath(self.relative))


def find_files(paths: Sequence[Given], *own: Path) -> list[Candidate]:
    """All files under the paths, sorted by name in the audit, each once; folders of our own left out."""
    ours = {folder.resolve() for folder in own}
    found: dict[Path | RemoteFile, Candidate] = {}
    taken: set[str] = set()
    for given in paths:
        files = find_remote(given) if isinstance(given, str) else _walk(given, ours)
        for path, relative in files:
            real = path.resolve() if isinstance(path, Path) else path
            if real in found:
                continue
            name = _unique(relative, given, taken)
            found[real] = Candidate(path, name, skip_reason(relative))
    return sorted(found.values(), key=lambda candidate: candidate.relative)


def files_to_read(paths: Sequence[Given], *own: Path) -> list[Candidate]:
    """All files under the paths but our own; that there is nothing among them to read is a fault of use."""
    candidates = find_files(paths, *own)
    if all(candidate.skipped for candidate in candidates):
        raise PlantjekError("Der er ingen Word- eller Excel-filer at læse under de angivne stier.")
    return candidates


def _walk(given: Path, ours: set[Path]) -> Iterator[tuple[Path, str]]:
    if not given.exists():
        raise PlantjekError(f"Stien findes ikke: {given}")
    if given.is_file():
        yield given, readable_name(given.name)
        return
    for folder, subfolders, names in os.walk(given):
        here = Path(folder)
        subfolders[:] = sorted(name for name in subfolders if (here / name).resolve() not in ours)
        for name in sorted(names):
            yield here / name, readable_name((here / name).relative_to(given).as_posix())


def readable_name(name: str) -> str:
    """The name as text that can be written anywhere: undecodable bytes become �."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unique(relative: str, given: Given, taken: set[str]) -> str:
    folder = PurePosixPath(given) if isinstance(given, str) else given.resolve()
    base = f"{readable_name(folder.name)}/{relative}" if relative in taken else relative
    name, count = base, 2
    while name in taken:
        name, count = f"{count}/{base}", count + 1
    taken.add(name)
    return name


def skip_reason(relative: str) -> Fault | None:
    """Why a file is no candidate, by its name in the audit; None for one that is read."""
    path = PurePosixPath(relative)
    if path.name.startswith(("~$", ".~lock")):
        return Fault("lock_file", "Låsefil fra et åbent dokument.")
    if any(part.startswith(".") for part in path.parts):
        return Fault("hidden", "Skjult fil eller mappe.")
    if file_type(path) not in READERS:
        return Fault("file_type", "Filtypen læses ikke; plantjek læser Word og Excel.")
    return None
