"""Progress: a bar on a terminal, or JSON records for a log; and what each stage took."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from types import TracebackType

from tqdm import tqdm

from pipeline.workers import Worked

BAR = "{percentage:3.0f} % |{bar:30}| {n_fmt} af {total_fmt} filer · {rate_fmt} · {remaining} igen{postfix}"
SECONDS_BETWEEN_RECORDS = 10.0


class Progress:
    """Shows how far an audit is; silent when quiet, and when standard error is no terminal and no log."""

    def __init__(self, total: int, quiet: bool = False, log: bool = False) -> None:
        self._log = log
        self._total = total
        self._done = self._unread = 0
        self._begun = self._told = time.monotonic()
        self.seconds: Counter[str] = Counter()
        off = True if quiet or log else None  # None: off where standard error is no terminal
        self._bar = tqdm(total=total, bar_format=BAR, unit=" filer", leave=False, disable=off)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()
        self._record("slut" if kind is None else "afbrudt")

    def follow(self, work: Iterable[Worked]) -> Iterator[Worked]:
        """Passes each piece of work on, and shows it."""
        for one in work:
            self._done += 1
            self.seconds.update(one.seconds)
            self._bar.update()
            if one.analysed.document.status == "error":
                self._unread += 1
                self._bar.set_postfix_str(f" · {self._unread} kunne ikke læses")
            if time.monotonic() - self._told >= SECONDS_BETWEEN_RECORDS:
                self._record("undervejs")
            yield one

    def _record(self, event: str) -> None:
        """One line of the log: files done, of how many, a second, seconds left, not read."""
        self._told = time.monotonic()
        if not self._log:
            return
        rate = self._done / max(self._told - self._begun, 1e-9)
        left = round((self._total - self._done) / rate) if rate else None
        record = {"event": event, "done": self._done, "total": self._total, "per_second": round(rate, 2)}
        record |= {"seconds_left": left, "unread": self._unread, "time": round(time.time(), 1)}
        print(json.dumps(record), file=sys.stderr, flush=True)
