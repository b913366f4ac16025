"""`plantjek extract`: what was read of a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractors.document import Document, Passage
from extractors.faults import PlantjekError
from extractors.reader import READERS, file_type, read_document

DONE, UNREAD = 0, 3


def extract(arguments: argparse.Namespace) -> int:
    """Prints the passages of one file as JSON lines, or writes a copy in which they are marked."""
    path: Path = arguments.path
    if not path.exists():
        raise PlantjekError(f"Stien findes ikke: {path}")
    if path.is_dir() or file_type(path) not in READERS:
        raise PlantjekError(f"»{path.name}« er ikke en Word- eller Excel-fil.")
    document = read_document(path, PurePosixPath(path.name).as_posix())
    if document.fault:
        print(f"plantjek: {path}: {document.fault.code}: {document.fault.message}", file=sys.stderr)
        return UNREAD
    if arguments.mark:
        from pipeline.mark import write_marked  # needs the model, which plain extraction does not

        write_marked(path, document, arguments.mark, arguments.model)
        return DONE
    for passage in passages_of(document):
        print(json.dumps(passage_record(passage), ensure_ascii=False))
    return DONE


def passages_of(document: Document) -> Iterator[Passage]:
    """All passages: those outside any plan first, then plan by plan."""
    yield from document.reading.outside
    for plan in document.reading.plans:
        yield from plan.passages


def passage_record(passage: Passage) -> dict[str, object]:
    """A passage as `extract` prints it."""
    place = passage.place
    return {
        "text": passage.text,
        "heading": list(passage.heading),
        "place": {"kind": place.kind, "part": place.part, "at": place.at, "page": place.page},
    }
