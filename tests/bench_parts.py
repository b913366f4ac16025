"""What each part of an audit takes of one processor, measured part by part in this process."""

import shutil
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from extractors.reader import read_document
from models.classifier import Classifier
from pipeline.analysis import Analysed, analyse
from pipeline.files import Candidate
from pipeline.gather import content_key
from pipeline.store import Store
from reports.audit import Audit
from reports.mask_audit import mask_audit
from reports.settings import FORMATS, Settings
from reports.writers import Job, write_report

Result = TypeVar("Result")


def seconds_by_part(files: Sequence[Path], scratch: Path) -> tuple[dict[str, float], int]:
    """Processor seconds of each part over the files, and how many plans they held."""
    spent: dict[str, float] = {}
    classifier = Classifier.load()
    candidates = [Candidate(path, path.name) for path in files]
    analyse(read_document(files[0], files[0].name), classifier)  # what is made at the first use
    keys = timed(spent, "finding by content", lambda: [content_key(file) for file in candidates])
    read = timed(spent, "reading", lambda: [read_document(path, path.name) for path in files])
    passages = [[passage for plan in each.reading.plans for passage in plan.passages] for each in read]
    timed(spent, "labelling", lambda: list(classifier.label_split(passages)))
    done = timed(spent, "labelling and judging", lambda: [analyse(each, classifier) for each in read])
    spent["judging"] = max(0.0, spent.pop("labelling and judging") - spent["labelling"])
    with Store(scratch, "bench") as store:
        timed(spent, "keeping", lambda: keep(store, keys, done))
    documents = tuple(each.document for each in done)
    plans = [plan for each in done for plan in each.plans]
    whole = Audit("0", "bench", "0", documents, plans)
    for name in (*FORMATS, "parquet", "json"):
        folder = scratch / name
        folder.mkdir()
        job = Job(name, whole if name == "json" else mask_audit(whole), folder, Settings())
        timed(spent, f"report {name}", partial(write_report, job))
        shutil.rmtree(folder)
    return spent, len(plans)


def keep(store: Store, keys: Sequence[str], analyses: Sequence[Analysed]) -> None:
    """Keeps each file's analysis."""
    for key, analysed in zip(keys, analyses, strict=True):
        store.put(key, analysed)


def timed(spent: dict[str, float], name: str, work: Callable[[], Result]) -> Result:
    """The work's result; its processor seconds go under the name."""
    begun = time.process_time()
    result = work()
    spent[name] = time.process_time() - begun
    return result
