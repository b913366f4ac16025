"""Works on each file in processes that may be killed: a file that hangs or crashes costs only itself."""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.document import Document, Fault, Reading
from extractors.language import language_of
from extractors.reader import read_content, read_document
from models.classifier import Classifier
from pipeline.analysis import Analysed, analyse, unread
from pipeline.files import Candidate
from pipeline.memory import TOO_MUCH, cap_memory
from pipeline.remote import RemoteFile, fetch

WAITING = 24  # files read ahead of the labelling, so that one slow file does not hold up the others
PASSAGES_A_SECOND = 20  # slower than any laptop: beyond this the labelling hangs

LABELLING = 2 * 1024**3  # bytes; a document that could be read has a bounded size, but takes more to label

FILES_A_PROCESS = (
    1000  # then a fresh one takes over, so that what libraries gather up does not grow with the run
)

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds for each stage, and what reading it may take of memory, in bytes."""

    seconds: float = 60.0
    memory: int = 500 * 1024**2


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


class Pools:
    """Processes that read and processes that label, for any number of files; stop() ends them."""

    def __init__(self, jobs: int, model: Path | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
        """`jobs` processes of each kind; they start with the first file."""
        self._model, self._limits = model, limits
        self._readers = _pool(jobs, _begin_reading, limits.memory)
        self._labellers = _pool(jobs, _begin_labelling, model)

    def __enter__(self) -> "Pools":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends all processes at once."""
        for pool in (self._readers, self._labellers):
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def analyse(self, candidates: Iterable[Candidate]) -> Iterator[Worked]:
        """Each file's analysis, in the order given; may be called from several threads."""
        documents = (
            Read(Document(file.relative, "", file.kind, None, Reading(()), result), 0.0)
            if isinstance(result, Fault)
            else result
            for file, result in _ahead(candidates, self._start_reading)
        )
        for read, result in _ahead(documents, self._start_labelling):
            if isinstance(result, Fault):
                yield Worked(unread(replace(read.document, fault=result)), {})
            else:
                yield result

    def _start_reading(self, file: Candidate) -> Future[Read]:
        return self._readers.schedule(_read, args=[file], timeout=self._limits.seconds)

    def _start_labelling(self, read: Read) -> Future[Worked]:
        seconds = self._limits.seconds + _passages(read.document) / PASSAGES_A_SECOND
        return self._labellers.schedule(_analyse, args=[read, self._model], timeout=seconds)


def analyse_files(
    candidates: Iterable[Candidate], jobs: int, model: Path | None = None, limits: Limits = DEFAULT_LIMITS
) -> Generator[Worked, None, None]:
    """Each file's analysis, in the order given, on this machine."""
    with Pools(jobs, model, limits) as pools:
        yield from pools.analyse(candidates)


def _pool(jobs: int, initializer: Callable[..., object], *arguments: object) -> ProcessPool:
    context = multiprocessing.get_context("spawn")
    return ProcessPool(jobs, FILES_A_PROCESS, initializer, arguments, context)


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
    except MemoryError:
        return Fault("too_large", TOO_MUCH)
    except Exception as error:  # a defect of ours costs its file, never the run
        return Fault("crashed", f"Analysen gik i stå på noget uventet ({type(error).__name__}).")


def _passages(document: Document) -> int:
    return sum(len(plan.passages) for plan in document.reading.plans)


@cache
def _classifier(model: Path | None) -> Classifier:
    return Classifier.load(model)


def _read(file: Candidate) -> Read:
    begun = time.perf_counter()
    if isinstance(file.path, RemoteFile):
        document = read_content(partial(fetch, file.path), file.kind, file.relative)
    else:
        document = read_document(file.path, file.relative)
    return Read(document, time.perf_counter() - begun)


def _analyse(read: Read, model: Path | None) -> Worked:
    classifier = _classifier(model)
    begun = time.perf_counter()
    analysed = analyse(read.document, classifier)
    return Worked(analysed, {"læsning": read.seconds, "analyse": time.perf_counter() - begun})


def _begin_labelling(model: Path | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _classifier(model)
    cap_memory(LABELLING)


def _begin_reading(limit: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    language_of(["Det, som sproget kendes på, er stort og hentes, før grænsen sættes. " * 9])
    cap_memory(limit)
