"""`plantjek structure`: every plan under the paths in the method's form, as Word, JSON and a workbook."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from pipeline.audit import counted, exit_code, prepare_folder, unread
from pipeline.files import files_to_read
from pipeline.gather import Gathered, Settings, gather
from pipeline.store import Store, settings_key
from reports import settings as reports_settings
from reports.audit import Audit
from reports.mapping import Fixed
from reports.mapping_file import FILE_NAME, read_mapping
from reports.structure import StructuredDocument
from reports.structure_json import MadeBy
from reports.structure_report import Done, structure_document, write_structure


def structure(arguments: argparse.Namespace) -> int:
    """Runs the command; 3 where files could not be read."""
    candidates = files_to_read(arguments.paths, arguments.out)
    fixed = read_mapping(arguments.mapping) if arguments.mapping else {}
    prepare_folder(arguments.out)
    settings = Settings(arguments.jobs, arguments.model, quiet=arguments.quiet)
    with Store(arguments.out, settings_key(arguments.model)) as store:
        gathered = gather(candidates, store, settings)
        documents = list(structured(gathered, store, fixed))
    audit = gathered.audit
    made_by = MadeBy(audit.version, audit.model, audit.model_version)
    done = write_structure(documents, arguments.out, made_by, reports_settings.Settings(), arguments.force)
    if not arguments.quiet:
        print(conclusion(audit, done, arguments.out))
    return exit_code(audit, None)


def structured(gathered: Gathered, store: Store, fixed: Fixed) -> Iterator[StructuredDocument]:
    """Each document of the audit with its plans in the method's form."""
    for document in gathered.audit.documents:
        found = None
        if document.status in ("ok", "no_plan"):
            found = store.get(gathered.keys[document.path], document.path)
        plans, beside = (found.plans, found.beside) if found else ((), ())
        yield structure_document(document, plans, beside, fixed)


def conclusion(audit: Audit, done: Done, out: Path) -> str:
    """What the run came to, in Danish."""
    lines = [
        f"{counted(done.plans, 'plan', 'planer')} med {counted(done.pieces, 'stykke', 'stykker')}; "
        f"{done.doubtful} bør ses efter."
    ]
    if number := unread(audit):
        lines.append(f"{counted(number, 'fil', 'filer')} kunne ikke læses; se arket »Filer« i overblikket.")
    if done.kept:
        lines.append("Ikke overskrevet, fordi en person har rettet dem (--force overskriver):")
        lines += [f"  {name}" for name in done.kept]
    if FILE_NAME in done.kept:
        lines.append(f"Brug --mapping {out / FILE_NAME}, så rettelserne til kolonnerne kommer med.")
    lines.append(f"Overblikket ligger i {out / 'overblik.xlsx'}")
    return "\n".join(lines)
