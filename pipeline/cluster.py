"""The same work on a Dask cluster: lots of files, results in order; what a lost worker had is run again."""

import atexit
import multiprocessing
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from extractors.document import Document, Fault, Reading
from extractors.faults import PlantjekError
from pipeline.analysis import unread
from pipeline.extras import extra
from pipeline.files import Candidate
from pipeline.store import settings_key
from pipeline.workers import DEFAULT_LIMITS, Limits, Pools, Worked

LOT = 8  # files of one task: enough to pay for its way, few enough to be run again
LOTS_A_THREAD = 4  # handed out ahead of need
SECONDS_TO_WAIT = 30  # for the scheduler and its first worker

Lot = tuple[Candidate, ...]


def analyse_on_cluster(
    candidates: Sequence[Candidate],
    scheduler: str,
    model: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Generator[Worked, None, None]:
    """Each file's analysis, in the order given, by the workers of a scheduler such as tcp://server:8786."""
    distributed = extra("distributed", "dask", "--engine dask")
    client = _connected(distributed, scheduler)
    try:
        yield from _results(client, distributed, _lots(candidates), (settings_key(model), model, limits))
    except (distributed.CancelledError, OSError) as error:
        raise PlantjekError(
            f"Forbindelsen til klyngen {scheduler} gik tabt. Det, der er færdigt, er gemt; kør igen."
        ) from error
    finally:
        client.close()


def _connected(distributed: Any, scheduler: str) -> Any:
    try:
        client = distributed.Client(scheduler, timeout=SECONDS_TO_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PlantjekError(f"Der er ingen Dask-scheduler på {scheduler}.") from error
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_WAIT)
    except TimeoutError as error:
        client.close()
        raise PlantjekError(f"Klyngen {scheduler} har ingen workers.") from error
    return client


def _lots(candidates: Sequence[Candidate]) -> Iterator[Lot]:
    files = iter(candidates)
    while lot := tuple(map(_anywhere, islice(files, LOT))):
        yield lot


def _anywhere(file: Candidate) -> Candidate:
    """The file by its whole path, which a worker sees on the same share."""
    return replace(file, path=file.path.absolute()) if isinstance(file.path, Path) else file


def _results(client: Any, distributed: Any, lots: Iterator[Lot], how: tuple[Any, ...]) -> Iterator[Worked]:
    """Hands out some lots ahead and yields their results in order."""
    waiting: deque[tuple[Lot, Any]] = deque()
    while True:
        ahead = LOTS_A_THREAD * max(1, sum(client.nthreads().values()))
        for lot in islice(lots, max(0, ahead - len(waiting))):
            waiting.append((lot, client.submit(work, lot, *how, pure=False)))
        if not waiting:
            return
        lot, future = waiting.popleft()
        yield from _finished(client, distributed, lot, future, how)


def _finished(client: Any, distributed: Any, lot: Lot, future: Any, how: tuple[Any, ...]) -> Sequence[Worked]:
    """The lot's results; where it took worker after worker down with it, its files one by one."""
    try:
        results: Sequence[Worked] = future.result()
    except distributed.KilledWorker:
        if len(lot) == 1:
            fault = Fault("crashed", "Læsningen af filen brød ned.")
            return [Worked(unread(Document(lot[0].relative, "", lot[0].kind, None, Reading(()), fault)), {})]
        alone = [(one,) for one in lot]
        futures = [client.submit(work, one, *how, pure=False) for one in alone]
        parts = [_finished(client, distributed, *each, how) for each in zip(alone, futures, strict=True)]
        return [result for part in parts for result in part]
    return results


def work(lot: Lot, program: str, model: Path | None, limits: Limits) -> list[Worked]:
    """Runs on a worker: the lot through processes of its own, so that no file can take the worker down."""
    if settings_key(model) != program:
        raise PlantjekError("Klyngens maskiner har et andet plantjek eller en anden model end denne maskine.")
    return list(_pools(model, limits).analyse(lot))


_first = threading.Lock()


def _pools(model: Path | None, limits: Limits) -> Pools:
    with _first:
        return _kept_pools(model, limits)


@cache
def _kept_pools(model: Path | None, limits: Limits) -> Pools:
    """The worker's processes, as many as it has threads; kept until it ends."""
    from distributed import get_worker

    if multiprocessing.current_process().daemon:
        raise PlantjekError(
            "Klyngens workers skal startes med --no-nanny; plantjek passer selv på processerne."
        )
    pools = Pools(get_worker().state.nthreads, model, limits)
    atexit.register(pools.stop)
    return pools
