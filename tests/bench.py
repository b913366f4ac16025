"""What an audit costs beside its parts and beside ready-made tools: `make bench`; --help tells."""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_memory import DONE, peak_while
from bench_parts import seconds_by_part
from plan_factory import write_plans

from extractors.reader import read_document
from models.classifier import Classifier

BASELINE = Path(__file__).with_name("bench_baseline.py")
MEGABYTE = 1024**2
_models: list[Classifier] = []


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured figure and the bar it is held against; `at_least` says on which side of it."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False

    def holds(self) -> bool:
        """Whether the bar is kept; a figure without one always holds."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def line(self) -> str:
        """The figure as a line of the report."""
        side = "at least" if self.at_least else "at most"
        bar = "" if self.bar is None else f"  ({side} {self.bar:g}: {'kept' if self.holds() else 'NOT kept'})"
        return f"{self.name:<58}{self.value:>9.2f} {self.unit}{bar}"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of the processors together."""

    wall: float
    processor: float


def main() -> int:
    """Measures and prints; 1 where a bar is not kept."""
    arguments = parsed()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        measures = [*speed(folder, arguments), *by_part(folder, arguments.count)]
        if arguments.memory:
            measures += memory(folder, arguments.memory, arguments.jobs)
    for measure in measures:
        print(measure.line())
    return 0 if all(measure.holds() for measure in measures) else 1


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="files of the speed runs")
    parser.add_argument("--jobs", type=int, default=2, help="processes of each run")
    parser.add_argument(
        "--memory", type=int, nargs=2, metavar=("FEW", "MANY"), help="files of the memory runs"
    )
    parser.add_argument("--baseline", type=Path, help="the Python that has markitdown and spaCy")
    return parser.parse_args()


def speed(folder: Path, arguments: argparse.Namespace) -> list[Measure]:
    """The audit, its two main parts alone, and the ready-made tools, all on the same files."""
    count, jobs = arguments.count, arguments.jobs
    files = write_plans(folder / "plans", count)
    parts = cost(lambda: parts_alone(files, jobs))
    whole = cost(lambda: audit(folder / "plans", folder / "out", jobs))
    plans = len(json.loads((folder / "out" / "audit.json").read_text("utf-8"))["plans"])
    again = cost(lambda: audit(folder / "plans", folder / "out", jobs))
    measures = [
        Measure(f"audit of {count} files, {plans} plans, {jobs} processes", whole.wall, "s"),
        Measure("  processor time of it", whole.processor, "s"),
        Measure("extraction and classification on their own", parts.wall, "s"),
        Measure("  processor time of it", parts.processor, "s"),
        Measure("audit ÷ extraction and classification", whole.wall / parts.wall, "×", 1.5),
        Measure("  the same in processor time", whole.processor / parts.processor, "×"),
        Measure("plans a second", plans / whole.wall, "/s", 20, at_least=True),
        Measure("  plans a second of processor time, times processes", jobs * plans / whole.processor, "/s"),
        Measure("the same again, nothing changed", again.wall, "s"),
    ]
    if arguments.baseline:
        told = subprocess.run(
            [arguments.baseline, BASELINE, folder / "plans", str(jobs)], check=True, stdout=subprocess.PIPE
        )
        seconds = json.loads(told.stdout)
        other = sum(seconds.values())  # by the clock
        measures += [Measure(f"ready-made: {name}", spent, "s") for name, spent in seconds.items()]
        measures.append(Measure("markitdown and textcat ÷ audit", other / whole.wall, "×", 10, at_least=True))
    return measures


def by_part(folder: Path, count: int) -> list[Measure]:
    """Milliseconds of one processor that each part takes a plan."""
    (folder / "parts").mkdir()
    spent, plans = seconds_by_part(sorted((folder / "plans").rglob("*.*"))[:count], folder / "parts")
    return [Measure(f"a plan's {name}", 1000 * seconds / plans, "ms") for name, seconds in spent.items()]


def audit(folder: Path, out: Path, jobs: int) -> None:
    """The whole command in a process of its own."""
    done = subprocess.run([*command(folder, out), "--jobs", str(jobs)], check=False)
    if done.returncode not in DONE:
        raise subprocess.CalledProcessError(done.returncode, done.args)


def command(folder: Path, out: Path) -> list[str]:
    """The command line of an audit."""
    return [sys.executable, "-m", "pipeline.cli", "audit", str(folder), "--out", str(out), "--quiet"]


def cost(work: Callable[[], None]) -> Cost:
    """What the work takes, its processes counted."""
    wall, before = time.perf_counter(), os.times()
    work()
    spent = [after - earlier for after, earlier in zip(os.times()[:4], before[:4], strict=True)]
    return Cost(time.perf_counter() - wall, sum(spent))


def parts_alone(files: Sequence[Path], jobs: int) -> None:
    """Reading and labelling alone in as many processes, their start included."""
    pool = multiprocessing.get_context("spawn").Pool(jobs, load)
    for _ in pool.imap_unordered(read_and_label, files, chunksize=4):
        pass
    pool.close()
    pool.join()


def load() -> None:
    """Loads the model in a process."""
    _models.append(Classifier.load())


def read_and_label(path: Path) -> int:
    """Reads and labels one file; how many passages there were."""
    plans = read_document(path, path.name).reading.plans
    (labelled,) = _models[0].label_split([[passage for plan in plans for passage in plan.passages]])
    return len(labelled)


def memory(folder: Path, counts: Sequence[int], jobs: int) -> list[Measure]:
    """The most memory that all processes of an audit hold together, for few and for many files."""
    peaks = []
    for count in counts:
        place = folder / f"memory-{count}"
        write_plans(place, count)
        peaks.append(peak_while([*command(place, folder / f"out-{count}"), "--jobs", str(jobs)]) / MEGABYTE)
    few, many = counts
    return [
        Measure(f"peak of all processes, {few} files", peaks[0], "MB", 1536),
        Measure(f"peak of all processes, {many} files", peaks[1], "MB", 1536),
        Measure("peak of many ÷ peak of few", peaks[1] / peaks[0], "×", 1.3),
    ]


if __name__ == "__main__":
    sys.exit(main())
