"""Progress on a terminal: files done, rate, time left, and how many could not be read."""

from collections.abc import Iterable, Iterator
from types import TracebackType

from tqdm import tqdm

from pipeline.analysis import Analysed

BAR = "{percentage:3.0f} % |{bar:30}| {n_fmt} af {total_fmt} filer · {rate_fmt} · {remaining} igen{postfix}"


class Progress:
    """Shows how far an audit is; silent when quiet or when standard error is no terminal."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._unread = 0
        off = True if quiet else None  # None: off where standard error is no terminal
        self._bar = tqdm(total=total, bar_format=BAR, unit=" filer", leave=False, disable=off)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def follow(self, analysed: Iterable[Analysed]) -> Iterator[Analysed]:
        """Passes each analysis on, and shows it."""
        for one in analysed:
            self._bar.update()
            if one.document.status == "error":
                self._unread += 1
                self._bar.set_postfix_str(f" · {self._unread} kunne ikke læses")
            yield one
