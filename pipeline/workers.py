"""Works on each file in processes that may be killed: a file that hangs or crashes costs only itself."""

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.document import Document, Fault, Reading
from extractors.reader import file_type, read_document
from models.classifier import Classifier
from pipeline.analysis import Analysed, analyse, unread
from pipeline.files import Candidate

WAITING = 24  # files read ahead of the labelling, so that one slow file does not hold up the others
PASSAGES_A_SECOND = 20  # slower than any laptop: beyond this the labelling hangs

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost while it is read, in seconds and bytes."""

    seconds: float = 60.0
    memory: int = 2 * 1024**3


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Read:
    """A read document and the seconds that reading it took."""

    document: Document
    seconds: float


@dataclass(frozen=True, slots=True)
class Worked:
    """A file's analysis and the seconds that each stage took in its process."""

    analysed: Analysed
    seconds: Mapping[str, float]


def analyse_files(
    candidates: Iterable[Candidate], jobs: int, model: Path | None = None, limits: Limits = DEFAULT_LIMITS
) -> Generator[Worked, None, None]:
    """Each file's analysis, in the order given."""
    readers = _pool(jobs, _begin_reading, limits.memory)
    labellers = _pool(jobs, _begin_labelling, model)
    try:
        yield from _analyses(candidates, readers, labellers, model, limits)
    finally:
        for pool in (readers, labellers):
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _pool(jobs: int, initializer: Callable[..., object], argument: object) -> ProcessPool:
    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=jobs, context=context, initializer=initializer, initargs=[argument])


def _analyses(
    candidates: Iterable[Candidate],
    readers: ProcessPool,
    labellers: ProcessPool,
    model: Path | None,
    limits: Limits,
) -> Iterator[Worked]:
    def start_reading(file: Candidate) -> Future[Read]:
        return readers.schedule(_read, args=[file.path, file.relative], timeout=limits.seconds)

    def start_labelling(read: Read) -> Future[Worked]:
        seconds = limits.seconds + _passages(read.document) / PASSAGES_A_SECOND
        return labellers.schedule(_analyse, args=[read, model], timeout=seconds)

    documents = (
        Read(Document(file.relative, "", file_type(file.path), None, Reading(()), result), 0.0)
        if isinstance(result, Fault)
        else result
        for file, result in _ahead(candidates, start_reading)
    )
    for read, result in _ahead(documents, start_labelling):
        if isinstance(result, Fault):
            yield Worked(unread(replace(read.document, fault=result)), {})
        else:
            yield result


def _ahead(
    items: Iterable[Item], start: Callable[[Item], "Future[Result]"]
) -> Iterator[tuple[Item, Result | Fault]]:
    """Starts items ahead of need and yields each with its result, or the fault that ended it, in order."""
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    for item in items:
        waiting.append((item, start(item)))
        if len(waiting) >= WAITING:
            first, future = waiting.popleft()
            result = _finished(future)
            yield first, result
    for each, future in waiting:
        result = _finished(future)
        yield each, result


def _finished(future: "Future[Result]") -> Result | Fault:
    try:
        return future.result()
    except TimeoutError:
        return Fault("timeout", "Filen tog for lang tid at læse.")
    except ProcessExpired:
        return Fault("crashed", "Læsningen af filen brød ned.")
    except Exception as error:  # a defect of ours costs its file, never the run
        return Fault("crashed", f"Analysen gik i stå på noget uventet ({type(error).__name__}).")


def _passages(document: Document) -> int:
    return sum(len(plan.passages) for plan in document.reading.plans)


@cache
def _classifier(model: Path | None) -> Classifier:
    return Classifier.load(model)


def _read(path: Path, relative: str) -> Read:
    begun = time.perf_counter()
    document = read_document(path, relative)
    return Read(document, time.perf_counter() - begun)


def _analyse(read: Read, model: Path | None) -> Worked:
    classifier = _classifier(model)
    begun = time.perf_counter()
    analysed = analyse(read.document, classifier)
    return Worked(analysed, {"læsning": read.seconds, "analyse": time.perf_counter() - begun})


def _begin_labelling(model: Path | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _classifier(model)


def _begin_reading(limit: int) -> None:
    """Caps the worker's own memory where the system can (not on Windows)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
