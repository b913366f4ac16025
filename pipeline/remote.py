"""Files at fsspec addresses: S3, SMB and other shares; listed once, fetched where they are read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from extractors.faults import PlantjekError, UnreadableError
from extractors.reader import LARGEST_FILE
from pipeline.extras import extra, missing

MARK = "://"
CHANGED = ("ETag", "etag", "mtime", "LastModified", "last_modified", "modified", "created")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at an address, its size in bytes, and a token that changes when its content does."""

    address: str
    size: int
    token: str  # empty where the place tells nothing of it

    def key(self) -> str:
        """What its analysis is kept under; fetches the file only where nothing else tells its content."""
        told = f"{self.address}\n{self.size}\n{self.token}".encode()
        return hashlib.sha256(told if self.token else fetch(self)).hexdigest()


def find_remote(address: str) -> Iterator[tuple[RemoteFile, str]]:
    """Each file under the address with its name relative to it."""
    system, root = _opened(address)
    try:
        told = system.info(root)
        single = told["type"] == "file"
        found = {told["name"]: told} if single else system.find(root, detail=True)
    except FileNotFoundError as error:
        raise PlantjekError(f"Adressen findes ikke: {address}") from error
    except Exception as error:  # each kind of place has its own exceptions
        raise PlantjekError(f"Adressen {address} kan ikke læses ({_reason(error)}).") from error
    top = PurePosixPath(root).parent if single else PurePosixPath(root)
    for path, info in sorted(found.items()):
        if info["type"] == "file" and not path.endswith("/"):
            yield _file(system, path, info), PurePosixPath(path).relative_to(top).as_posix()


def fetch(file: RemoteFile) -> bytes:
    """The file's content; UnreadableError where it cannot be had."""
    if file.size > LARGEST_FILE:
        raise UnreadableError("too_large", f"Filen er over {LARGEST_FILE // 1024**2} MB.")
    try:
        system, path = _opened(file.address)
        content: bytes = system.cat_file(path)
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableError("unreadable", f"Filen kan ikke hentes ({_reason(error)}).") from error
    return content


def _opened(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it."""
    kind = address.partition(MARK)[0]
    needed_for = f"En adresse, der begynder med {kind}{MARK},"
    fsspec = extra("fsspec.core", "remote", needed_for)
    try:
        system, path = fsspec.url_to_fs(address)
    except ImportError as error:
        raise PlantjekError(f"{missing('remote', needed_for)} ({error})") from error
    except ValueError as error:
        raise PlantjekError(f"Adresser, der begynder med {kind}{MARK}, kendes ikke.") from error
    return system, path


def _file(system: Any, path: str, info: dict[str, Any]) -> RemoteFile:
    token = next((str(info[name]) for name in CHANGED if info.get(name)), "")
    return RemoteFile(system.unstrip_protocol(path), int(info.get("size") or 0), token)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
