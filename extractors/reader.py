"""Reads any file that may hold plans: one table from file type to reader."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from extractors.document import Document, Fault, Reading
from extractors.excel import read_excel
from extractors.faults import UnreadableError
from extractors.language import language_of
from extractors.legacy import read_legacy
from extractors.word import read_word

LARGEST_FILE = 100 * 1024 * 1024  # bytes


def _word(data: bytes, _suffix: str) -> Reading:
    return read_word(data)


READERS: dict[str, Callable[[bytes, str], Reading]] = {
    "docx": _word,
    "docm": _word,
    "dotx": _word,
    "dotm": _word,
    "xlsx": read_excel,
    "xlsm": read_excel,
    "xltx": read_excel,
    "xltm": read_excel,
    "xls": read_excel,
    "xlt": read_excel,
    "xlsb": read_excel,
    "ods": read_excel,
    "doc": read_legacy,
    "dot": read_legacy,
    "odt": read_legacy,
    "rtf": read_legacy,
}


def file_type(path: PurePath) -> str:
    """The suffix in lower case without its dot."""
    return path.suffix.lower().removeprefix(".")


def read_document(path: Path, relative: str) -> Document:
    """Reads one file; whatever is wrong with it is the document's fault, never an exception."""
    return read_content(lambda: _content(path), file_type(path), relative)


def read_content(content: Callable[[], bytes], kind: str, relative: str) -> Document:
    """The same for a file whose content comes from elsewhere; `content` may raise UnreadableError."""
    digest, fault, reading = "", None, Reading(())
    try:
        data = content()
        digest = hashlib.sha256(data).hexdigest()
        reading = READERS[kind](data, kind)
    except UnreadableError as error:
        fault = Fault(error.code, error.message)
    except MemoryError:
        fault = Fault("too_large", "Filen kræver mere hukommelse, end der er sat af til én fil.")
    except Exception as error:  # a reader's own defect costs its file, never the run
        fault = Fault("crashed", f"Læsningen gik i stå på noget uventet ({type(error).__name__}).")
    return Document(relative, digest, kind, language_of(_texts(reading)), reading, fault)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError("too_large", f"Filen er over {LARGEST_FILE // 1024**2} MB.")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError("unreadable", f"Filen kan ikke åbnes ({reason}).") from error


def _texts(reading: Reading) -> Iterator[str]:
    for plan in reading.plans:
        yield plan.title
        yield from (passage.text for passage in plan.passages)
    yield from (passage.text for passage in reading.outside)
    yield from (heading.text for heading in reading.headings)
