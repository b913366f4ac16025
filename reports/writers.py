"""All report formats: one row each, and the function that writes those asked for."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reports.anonymise import anonymise
from reports.audit import Audit
from reports.changes import read_earlier
from reports.html_report import write_html
from reports.json_writer import write_json
from reports.management_report import write_management
from reports.mask_audit import mask_audit
from reports.pdf import write_pdf
from reports.settings import Settings
from reports.word_report import write_word
from reports.workbook import write_workbook

Writer = Callable[[Audit, Path, Settings], list[Path]]

WRITERS: dict[str, Writer] = {
    "html": write_html,
    "word": write_word,
    "excel": write_workbook,
    "management": write_management,
}


def write_reports(audit: Audit, directory: Path, settings: Settings | None = None) -> list[Path]:
    """Writes audit.json and the reports asked for; returns every path written, audit.json first."""
    settings = settings or Settings()
    if settings.previous:
        settings = replace(settings, earlier=read_earlier(settings.previous))
    if settings.anonymous:
        audit = anonymise(audit)
    directory.mkdir(parents=True, exist_ok=True)
    written = [write_json(audit, directory)]
    masked = mask_audit(audit)
    for name in settings.formats:
        written.extend(WRITERS[name](masked, directory, settings))
    if settings.pdf:
        written.extend(write_pdf([path for path in written if path.suffix == ".docx"]))
    return written
