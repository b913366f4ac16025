"""All report formats: one row each, and the function that writes those asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError

from extractors.faults import PlantjekError
from reports.anonymise import anonymise
from reports.audit import Audit
from reports.changes import read_earlier
from reports.html_report import write_html
from reports.json_writer import write_json
from reports.management_report import write_management
from reports.mask_audit import mask_audit
from reports.parquet_tables import write_parquet
from reports.pdf import write_pdf
from reports.retell import retell
from reports.settings import Settings
from reports.stale import remove_stale
from reports.word_report import write_word
from reports.workbook import write_workbook

Writer = Callable[[Audit, Path, Settings], list[Path]]

WRITERS: dict[str, Writer] = {  # the dearest first, so that processes finish together
    "excel": write_workbook,
    "word": write_word,
    "html": write_html,
    "management": write_management,
    "parquet": write_parquet,
    "json": lambda audit, directory, _: [write_json(audit, directory)],
}


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be written; may be sent to another process."""

    writer: str
    audit: Audit
    directory: Path
    settings: Settings


Each = Callable[[Callable[[Job], list[Path]], Iterable[Job]], Iterable[list[Path]]]


def write_reports(
    audit: Audit, directory: Path, settings: Settings | None = None, each: Each = map
) -> list[Path]:
    """Writes audit.json and the reports asked for, by `each`; returns all paths, audit.json first."""
    settings = settings or Settings()
    if settings.previous:
        settings = replace(settings, earlier=read_earlier(settings.previous))
    if settings.anonymous:
        audit = anonymise(audit)
    directory.mkdir(parents=True, exist_ok=True)
    masked = retell(mask_audit(audit), settings.language)
    asked = [*settings.formats, *(["parquet"] if settings.parquet else [])]
    jobs = [Job(name, masked, directory, settings) for name in WRITERS if name in asked]
    jobs.append(Job("json", audit, directory, settings))  # the whole text but for CPR numbers
    written = [path for paths in reversed(list(each(write_report, jobs))) for path in paths]
    if settings.pdf:
        written.extend(write_pdf(written))
    remove_stale(directory, written)
    return written


def write_report(job: Job) -> list[Path]:
    """Writes one report; that it cannot be written is a fault of use."""
    try:
        return WRITERS[job.writer](job.audit, job.directory, job.settings)
    except (OSError, XlsxFileError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlantjekError(
            f"Rapporten kan ikke skrives i {job.directory} ({reason}). Er disken fuld, eller er en fil åben?"
        ) from error
