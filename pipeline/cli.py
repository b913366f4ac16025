"""The console script: parses, runs the command, turns faults into exit codes."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from extractors.faults import PlantjekError
from pipeline.parser import build_parser

INTERNAL_FAULT = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Runs plantjek; the result is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = build_parser(lambda: version("plantjek")).parse_args(argv)
    try:
        return _run(arguments)
    except PlantjekError as fault:
        print(f"plantjek: {fault}", file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        print("plantjek: afbrudt.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if arguments.debug:
            raise
        kind = type(error).__name__
        print(f"plantjek: intern fejl ({kind}). Kør igen med --debug for at se hvor.", file=sys.stderr)
        return INTERNAL_FAULT


def _run(arguments: argparse.Namespace) -> int:
    module, function = arguments.run.split(":")
    code: int = getattr(import_module(module), function)(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
