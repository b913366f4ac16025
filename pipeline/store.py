"""Results kept in SQLite beside the reports, so that a second run reads only what changed."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType

import msgspec

from extractors.faults import PlantjekError
from pipeline.analysis import Analysed, plan_id

NAME = ".plantjek-resultater.sqlite"
SECONDS_TO_WAIT = 30.0  # for another run that is writing
LOGIC = ("extractors", "models", "reports", "pipeline")
LOGIC_SUFFIXES = (".py", ".toml", ".json", ".npz", ".onnx", ".cfg", ".bin")
NOT_LOGIC = {"corpus", "devsets", "training", "templates", "locale", "__pycache__"}

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Analysed).decode


class Store:
    """Analyses by the content of their file; survives being killed at any moment."""

    def __init__(self, folder: Path, settings: str) -> None:
        self._path = folder / NAME
        self._settings = settings
        try:
            self._database = _opened(self._path)
        except sqlite3.DatabaseError:  # damaged, say by a power cut; only time is lost
            self._discard()
            self._database = self._reopened()

    def _discard(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(self._path, error) from error

    def _reopened(self) -> sqlite3.Connection:
        try:
            return _opened(self._path)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    def __reduce__(self) -> tuple[type["Store"], tuple[Path, str]]:
        return Store, (self._path.parent, self._settings)  # opened anew in the process that gets it

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def get(self, key: str, path: str) -> Analysed | None:
        """A file's analysis under the name it has now; None where there is none."""
        found = self._database.execute("SELECT result FROM analysis WHERE key = ?", [self._full(key)])
        row = found.fetchone()
        return renamed(_decode(row[0]), path) if row else None

    def put(self, key: str, analysed: Analysed) -> None:
        """Keeps a file's analysis."""
        row = [self._full(key), self._settings, _encode(analysed)]
        try:
            with self._database:
                self._database.execute("INSERT OR REPLACE INTO analysis VALUES (?, ?, ?)", row)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    def _full(self, key: str) -> str:
        return f"{self._settings}/{key}"


def kept(path: Path) -> int:
    """How many analyses a database holds."""
    try:
        database = _opened(path)
        count: int = database.execute("SELECT COUNT(*) FROM analysis").fetchone()[0]
        database.close()
    except sqlite3.Error as error:
        raise _unusable(path, error) from error
    return count


def _opened(path: Path) -> sqlite3.Connection:
    """The database, sound; killing the program cannot harm it, and every result is kept at once."""
    database = sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level="IMMEDIATE")
    database.execute("PRAGMA journal_mode = TRUNCATE")  # works on file shares too, unlike WAL
    database.execute("PRAGMA synchronous = OFF")
    database.execute(
        "CREATE TABLE IF NOT EXISTS analysis"
        " (key TEXT PRIMARY KEY, settings TEXT NOT NULL, result BLOB NOT NULL)"
    )
    return database


def _unusable(path: Path, error: Exception) -> PlantjekError:
    return PlantjekError(
        f"Resultaterne kan ikke gemmes i {path} ({error}). Er disken fuld eller skrivebeskyttet?"
    )


def renamed(analysed: Analysed, path: str) -> Analysed:
    """The same analysis for a file of another name: names and ids follow the path."""
    if analysed.document.path == path:
        return analysed
    plans = tuple(
        replace(plan, document=path, id=plan_id(path, number)) for number, plan in enumerate(analysed.plans)
    )
    document = replace(analysed.document, path=path, plans=tuple(plan.id for plan in plans))
    return Analysed(document, plans, analysed.beside)


def settings_key(model: Path | None) -> str:
    """A fingerprint of the program and the model: another program or model finds nothing kept."""
    digest = hashlib.sha256(logic_fingerprint().encode())
    for path in sorted(model.rglob("*")) if model else ():
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def logic_fingerprint() -> str:
    """A hash of all code, data and weights that decide what is read and how it is judged."""
    digest = hashlib.sha256()
    for package in LOGIC:
        for path in _logic_files(Path(str(files(package)))):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _logic_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in NOT_LOGIC:
            yield from _logic_files(path)
        elif path.suffix in LOGIC_SUFFIXES:
            yield path
