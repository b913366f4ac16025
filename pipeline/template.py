"""`plantjek template`: the empty plan in the method's form, for Word and Excel."""

import argparse

from pipeline.audit import prepare_folder
from reports.settings import Settings
from reports.structure_report import TEMPLATES, write_templates


def template(arguments: argparse.Namespace) -> int:
    """Writes the templates to the folder."""
    prepare_folder(arguments.out)
    kept = write_templates(arguments.out, Settings(), arguments.force)
    if not arguments.quiet:
        for name in TEMPLATES:
            state = " (ikke overskrevet: rettet af en person)" if name in kept else ""
            print(f"{arguments.out / name}{state}")
    return 0
