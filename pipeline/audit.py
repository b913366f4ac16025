"""`plantjek audit`: every plan under the paths, judged, and the reports written."""

import argparse
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from extractors.faults import PlantjekError
from models.classifier import Classifier
from pipeline.analysis import Analysed, skipped
from pipeline.files import Candidate, find_files
from pipeline.progress import Progress
from pipeline.workers import analyse_files
from reports.audit import Audit
from reports.writers import write_reports

DONE, UNDER, UNREAD = 0, 1, 3


def audit(arguments: argparse.Namespace) -> int:
    """Runs the command; 1 where --fail-under was not met, 3 where files could not be read."""
    candidates = find_files(arguments.paths, arguments.out)
    wanted = [candidate for candidate in candidates if not candidate.skipped]
    if not wanted:
        raise PlantjekError("Der er ingen Word- eller Excel-filer at læse under de angivne stier.")
    prepare_folder(arguments.out)
    with Progress(len(wanted), arguments.quiet) as progress:
        analysed = list(progress.follow(analyse_files(wanted, arguments.jobs, arguments.model)))
    result = gather(candidates, analysed, arguments.model)
    write_reports(result, arguments.out)
    if not arguments.quiet:
        print(conclusion(result, arguments.out))
    return exit_code(result, arguments.fail_under)


def prepare_folder(out: Path) -> None:
    """Makes the output folder, or says why it cannot be used."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".plantjek-prøve"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise PlantjekError(f"Der kan ikke skrives i mappen {out} ({error.strerror}).") from error


def gather(candidates: Iterable[Candidate], analysed: Iterable[Analysed], model: Path | None) -> Audit:
    """The audit of all files, those passed over included, in the order of their names."""
    done = {one.document.path: one for one in analysed}
    ordered = [done.get(file.relative) or skipped(file.relative, file.skipped) for file in candidates]
    classifier = Classifier.load(model)
    return Audit(
        version=version("plantjek"),
        model=classifier.name,
        model_version=classifier.version,
        documents=tuple(one.document for one in ordered),
        plans=tuple(plan for one in ordered for plan in one.plans),
    )


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
    lines = [f"{counted(len(result.plans), 'plan', 'planer')} i "
             f"{counted(sum(bool(document.plans) for document in result.documents), 'fil', 'filer')}; "
             f"gennemsnitlig score {mean_score(result):.0f} af 100."]
    if planless:
        lines.append(f"{counted(planless, 'fil', 'filer')} uden en kompetenceplan.")
    if unread(result):
        lines.append(f"{counted(unread(result), 'fil', 'filer')} kunne ikke læses:")
        lines += [f"  {each.path}: {each.error.message} ({each.error.code})"
                  for each in result.documents if each.status == "error" and each.error]
    lines += [f"Oftest mangler: {gap}" for gap in common_gaps(result)]
    lines.append(f"Rapporten ligger i {out / 'index.html'}")
    return "\n".join(lines)


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun: »1 plan«, »2 planer«."""
    return f"{number} {one if number == 1 else more}"
