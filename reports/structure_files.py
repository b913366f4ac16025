"""Writes files so that what a person has edited since is not overwritten."""

import hashlib
import os
from pathlib import Path

from extractors.faults import PlantjekError

NAME = ".plantjek-skrevet.txt"
WRITTEN, SAME, KEPT = "skrevet", "uændret", "rettet"


class Files:
    """A folder and what has been written in it: a line of hash and name for each file ever written."""

    def __init__(self, folder: Path, force: bool = False) -> None:
        self.folder, self._force = folder, force
        self._known: dict[str, set[str]] = {}
        record = folder / NAME
        for line in record.read_text("utf-8").splitlines() if record.is_file() else ():
            digest, _, name = line.partition(" ")
            self._known.setdefault(name, set()).add(digest)
        self.kept: list[str] = []

    def write(self, name: str, data: bytes) -> str:
        """Writes a file unless a person has changed it; says which: skrevet, uændret or rettet."""
        path, digest = self.folder / name, hashlib.sha256(data).hexdigest()
        try:
            present = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
            if present == digest:
                self._note(name, digest)
                return SAME
            if present is not None and present not in self._known.get(name, ()) and not self._force:
                self.kept.append(name)
                return KEPT
            self._note(name, digest)
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(f".{path.name}.del")
            half.write_bytes(data)
            os.replace(half, path)
        except OSError as error:
            raise PlantjekError(f"{path} kan ikke skrives ({error.strerror}). Er filen åben?") from error
        return WRITTEN

    def _note(self, name: str, digest: str) -> None:
        """Remembers what is written, before it is written: a run that is cut off leaves nothing in doubt."""
        known = self._known.setdefault(name, set())
        if digest not in known:
            known.add(digest)
            with (self.folder / NAME).open("a", encoding="utf-8", newline="\n") as record:
                record.write(f"{digest} {name}\n")
