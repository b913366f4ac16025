"""Finds the files to read under the given paths, and says why others are passed over."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.document import Fault
from extractors.faults import PlantjekError
from extractors.reader import READERS, file_type


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to look at: where it is, its name in the audit, and why it is skipped, if it is."""

    path: Path
    relative: str
    skipped: Fault | None = None


def find_files(paths: Sequence[Path], out: Path | None = None) -> list[Candidate]:
    """All files under the paths, sorted by name in the audit, each once; what lies under `out` is ours."""
    own = out.resolve() if out else None
    found: dict[Path, Candidate] = {}
    taken: set[str] = set()
    for given in paths:
        for path, relative in _walk(given, own):
            real = path.resolve()
            if real in found:
                continue
            name = _unique(relative, given, taken)
            found[real] = Candidate(path, name, skip_reason(relative))
    return sorted(found.values(), key=lambda candidate: candidate.relative)


def files_to_read(paths: Sequence[Path], out: Path) -> list[Candidate]:
    """All files under the paths; that there is nothing among them to read is a fault of use."""
    candidates = find_files(paths, out)
    if all(candidate.skipped for candidate in candidates):
        raise PlantjekError("Der er ingen Word- eller Excel-filer at læse under de angivne stier.")
    return candidates


def _walk(given: Path, own: Path | None) -> Iterator[tuple[Path, str]]:
    if not given.exists():
        raise PlantjekError(f"Stien findes ikke: {given}")
    if given.is_file():
        yield given, readable_name(given.name)
        return
    for folder, subfolders, names in os.walk(given):
        here = Path(folder)
        subfolders[:] = sorted(name for name in subfolders if (here / name).resolve() != own)
        for name in sorted(names):
            yield here / name, readable_name((here / name).relative_to(given).as_posix())


def readable_name(name: str) -> str:
    """The name as text that can be written anywhere: undecodable bytes become �."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unique(relative: str, given: Path, taken: set[str]) -> str:
    base = f"{readable_name(given.resolve().name)}/{relative}" if relative in taken else relative
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
