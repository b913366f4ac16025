"""`plantjek classify`: labels passages that come as JSON lines, streaming and in order."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from typing import Any

from extractors.document import Passage, Place
from extractors.faults import PlantjekError
from models.classifier import Classifier
from models.labels import Label, Labels

AT_A_TIME = 500  # passages of one document that are labelled in one go


def classify(arguments: argparse.Namespace) -> int:
    """Reads standard input, prints each line with `fields`, `levels` and `marks`."""
    classifier = Classifier.load(arguments.model)
    for document in documents(parsed(sys.stdin)):
        (labels,) = classifier.label([[passage(record) for record in document]])
        for record, found in zip(document, labels, strict=True):
            print(json.dumps(record | labels_record(found), ensure_ascii=False))
        sys.stdout.flush()
    return 0


def parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The records; a line that is none is a fault of use that names it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise PlantjekError(f"Linje {number} er ikke gyldig JSON.") from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise PlantjekError(f'Linje {number} skal være et objekt med "text".')
        yield record


def documents(records: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Consecutive records of one `document`, at most AT_A_TIME; a record without stands alone."""
    alone = count()
    for name, group in groupby(
        records, lambda record: record["document"] if record.get("document") is not None else (next(alone),)
    ):
        batch: list[dict[str, Any]] = []
        for record in group:
            batch.append(record)
            if len(batch) == AT_A_TIME:
                yield batch
                batch = []
        if batch:
            yield batch
        del name


def passage(record: dict[str, Any]) -> Passage:
    """The record as a passage; `heading` is a string, a list (outermost first) or null."""
    heading = record.get("heading")
    path = (heading,) if isinstance(heading, str) else tuple(str(part) for part in heading or ())
    return Passage(record["text"], path, Place("word", "body", ""))


def labels_record(labels: Labels) -> dict[str, object]:
    """What is asserted, as the contract prints it."""
    return {
        "fields": [scored(label) for label in labels.fields],
        "levels": [scored(label) for label in labels.levels],
        "marks": [scored(label) for label in labels.marks],
    }


def scored(label: Label) -> dict[str, object]:
    """One label with its score to two decimals."""
    return {"id": label.id, "score": round(label.score, 2)}
