"""`plantjek audit`: every plan under the paths, judged, and the reports written."""

import argparse
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from extractors.faults import PlantjekError
from pipeline.extras import extra
from pipeline.files import Candidate, files_to_read
from pipeline.gather import Settings, gather
from pipeline.store import Store, settings_key
from reports.audit import Audit
from reports.criteria import load_criteria
from reports.settings import Settings as ReportSettings
from reports.settings import read_settings
from reports.summary import summarise
from reports.writers import Each, write_reports

DONE, UNDER, UNREAD = 0, 1, 3
WORTH_PROCESSES = 100  # plans


def audit(arguments: argparse.Namespace) -> int:
    """Runs the command; 1 where --fail-under was not met, 3 where files could not be read."""
    settings = run_settings(arguments)
    own = [arguments.parquet] if arguments.parquet else []
    candidates = files_to_read(arguments.paths, arguments.out, *own)
    for folder in (arguments.out, *own):
        prepare_folder(folder)
    with Store(arguments.out, settings_key(arguments.model)) as store:
        begun = time.perf_counter()
        gathered = gather(candidates, store, settings)
        result, seconds = gathered.audit, gathered.seconds
        analysed = time.perf_counter()
        with report_processes(arguments.jobs, len(result.plans)) as each:
            write_reports(result, arguments.out, report_settings(arguments, candidates), each)
        written = time.perf_counter()
        if arguments.timings:
            seconds.update({"læsning og analyse i alt": analysed - begun, "rapporter": written - analysed})
            print(timings(seconds), file=sys.stderr)
        if not arguments.quiet:
            print(conclusion(result, arguments.out))
        return exit_code(result, arguments.fail_under)


def run_settings(arguments: argparse.Namespace) -> Settings:
    """How the command line has the run carried out; a missing extra is told before anything is done."""
    if arguments.parquet:
        extra("pyarrow", "parquet", "--parquet")
    if (arguments.engine == "dask") != bool(arguments.scheduler):
        raise PlantjekError("--engine dask og --scheduler ADRESSE hører sammen.")
    return Settings(
        arguments.jobs,
        arguments.model,
        quiet=arguments.quiet,
        log=arguments.log_json,
        scheduler=arguments.scheduler,
    )


@contextmanager
def report_processes(jobs: int, plans: int) -> Iterator[Each]:
    """What runs the reports: processes of their own where there are plans enough to pay for starting them."""
    if jobs == 1 or plans < WORTH_PROCESSES:
        yield map
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as executor:
        yield executor.map


def report_settings(arguments: argparse.Namespace, candidates: Sequence[Candidate]) -> ReportSettings:
    """What the command line and the settings file say of the reports."""
    others = {
        "anonymous": arguments.anonym,
        "language": arguments.language,
        "pdf": arguments.pdf,
        "parquet": arguments.parquet,
        "previous": arguments.previous,
        "sources": {each.relative: each.path for each in candidates if isinstance(each.path, Path)},
    }
    if arguments.settings:
        return read_settings(arguments.settings, **others)
    return ReportSettings(**others)


def prepare_folder(out: Path) -> None:
    """Makes the output folder, or says why it cannot be used."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=out).close()  # a name of its own, as another run may try the folder too
    except OSError as error:
        raise PlantjekError(f"Der kan ikke skrives i mappen {out} ({error.strerror}).") from error


def unread(result: Audit) -> int:
    """How many files could not be read."""
    return sum(document.status == "error" for document in result.documents)


def mean_score(result: Audit) -> float:
    """The plans' mean score, 0 where there is no plan."""
    return sum(plan.judgement.score for plan in result.plans) / max(1, len(result.plans))


def exit_code(result: Audit, fail_under: float | None) -> int:
    """The contract's exit code for a finished audit."""
    if fail_under is not None and mean_score(result) < fail_under:
        return UNDER
    return UNREAD if unread(result) else DONE


def conclusion(result: Audit, out: Path) -> str:
    """What the audit came to and where the report lies, in Danish."""
    planless = sum(document.status == "no_plan" for document in result.documents)
    lines = [
        f"{counted(len(result.plans), 'plan', 'planer')} i "
        f"{counted(sum(bool(document.plans) for document in result.documents), 'fil', 'filer')}; "
        f"gennemsnitlig score {mean_score(result):.0f} af 100."
    ]
    if planless:
        lines.append(f"{counted(planless, 'fil', 'filer')} uden en kompetenceplan.")
    if unread(result):
        lines.append(f"{counted(unread(result), 'fil', 'filer')} kunne ikke læses:")
        lines += [
            f"  {each.path}: {each.error.message} ({each.error.code})"
            for each in result.documents
            if each.status == "error" and each.error
        ]
    if gaps := common_gaps(result):
        lines.append("Mangler oftest: " + "; ".join(gaps) + ".")
    lines.append(f"Rapporten ligger i {out / 'index.html'}")
    return "\n".join(lines)


def common_gaps(result: Audit, at_most: int = 3) -> list[str]:
    """The criteria most often missing, with how many plans miss them."""
    names = {criterion.id: criterion.name for criterion in load_criteria()}
    rows = [row for row in summarise(result).frequent_gaps if row.counts["mangler"]]
    return [f"{names[row.id]} ({row.counts['mangler']} af {row.total})" for row in rows[:at_most]]


def timings(seconds: Mapping[str, float]) -> str:
    """What each stage took, a line each; reading and analysis are summed over the processes."""
    return "\n".join(f"{stage:<26}{spent:>9.2f} s" for stage, spent in seconds.items())


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun: »1 plan«, »2 planer«."""
    return f"{number} {one if number == 1 else more}"
