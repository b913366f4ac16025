"""The command line in Danish: one row a command."""

import argparse
import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

VERSION_TEXT = "plantjek {version}"


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a command: its names and what argparse is to make of it."""

    names: tuple[str, ...]
    settings: dict[str, Any]


def option(*names: str, **settings: Any) -> Option:
    """A shorter way to write an Option."""
    return Option(names, settings)


def natural(text: str) -> int:
    """A whole number of at least 1."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke et helt tal på mindst 1")
    return int(text)


def percent(text: str) -> float:
    """A number from 0 to 100."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke et tal fra 0 til 100")
    return number


def path_or_address(text: str) -> Path | str:
    """A path; an address such as s3://spand/planer stays as it is."""
    return text if "://" in text else Path(text)


PATHS = option(
    "paths",
    nargs="+",
    type=path_or_address,
    metavar="STI",
    help="filer eller mapper (undermapper med), også adresser som s3://spand/planer",
)
OUT = option("--out", required=True, type=Path, metavar="MAPPE", help="mappen, resultatet skrives i")
MODEL = option("--model", type=Path, metavar="MODEL", help="en model, som »plantjek adapt« har tilpasset")
JOBS = option(
    "--jobs",
    type=natural,
    metavar="N",
    default=os.cpu_count() or 1,
    help="antal processer (ellers én for hver kerne)",
)
QUIET = option("--quiet", action="store_true", help="skriv kun fejl")
DEBUG = option("--debug", action="store_true", help="vis tekniske detaljer ved en intern fejl")
FORCE = option("--force", action="store_true", help="overskriv også filer, som en person har rettet")
JSON = option("--json", action="store_true", help="skriv som JSON til programmer")
COMMON = (JOBS, QUIET, DEBUG)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its help, its options and where its work is done (module:function)."""

    name: str
    help: str
    run: str
    options: tuple[Option, ...]
    example: str


COMMANDS = (
    Command(
        "audit",
        "gennemgå planer og skriv rapporter",
        "pipeline.audit:audit",
        (
            PATHS,
            OUT,
            MODEL,
            option(
                "--fail-under",
                type=percent,
                metavar="N",
                help="slut med kode 1, hvis planernes gennemsnitlige score er under N",
            ),
            option("--previous", type=Path, metavar="MAPPE", help="en tidligere rapport at sammenligne med"),
            option("--settings", type=Path, metavar="FIL", help="TOML-fil med navn, logo og farve"),
            option("--language", choices=("da", "en"), default="da", help="rapporternes sprog: da eller en"),
            option("--anonym", action="store_true", help="erstat navne på personer overalt"),
            option(
                "--parquet",
                type=Path,
                metavar="MAPPE",
                help="skriv også planer, passager og domme som Parquet-tabeller (Power BI, DuckDB)",
            ),
            option("--pdf", action="store_true", help="skriv også Word-rapporterne som PDF"),
            option("--timings", action="store_true", help="skriv, hvad hvert trin tog"),
            option(
                "--log-json", action="store_true", help="skriv fremdriften som JSON-linjer hvert 10. sekund"
            ),
            option(
                "--engine",
                choices=("lokal", "dask"),
                default="lokal",
                help="hvor arbejdet gøres: på denne maskine eller på en Dask-klynge",
            ),
            option(
                "--scheduler", metavar="ADRESSE", help="klyngens scheduler, for eksempel tcp://server:8786"
            ),
        ),
        "plantjek audit planer/ --out rapport",
    ),
    Command(
        "structure",
        "sæt planer op i metodens form som Word, JSON og Excel",
        "pipeline.structure:structure",
        (
            PATHS,
            OUT,
            MODEL,
            option("--mapping", type=Path, metavar="FIL", help="en rettet kolonner.toml fra før"),
            FORCE,
        ),
        "plantjek structure gamle-planer/ --out nye-planer",
    ),
    Command(
        "template",
        "skriv tomme skabeloner til Word og Excel",
        "pipeline.template:template",
        (OUT, FORCE),
        "plantjek template --out skabeloner",
    ),
    Command(
        "adapt",
        "tilpas modellen med rettede passager",
        "pipeline.adapt:adapt",
        (
            option(
                "corrected",
                nargs="+",
                type=Path,
                metavar="RETTET",
                help="det rettede regneark (plantjek.xlsx) eller filer (.jsonl) i korpussets format",
            ),
            option("--out", required=True, type=Path, metavar="MODEL", help="mappen, modellen skrives i"),
            option("--model", type=Path, metavar="MODEL", help="den model, der tilpasses"),
        ),
        "plantjek adapt rettet.jsonl --out vores-model",
    ),
    Command(
        "cache",
        "vis eller slet de resultater, en rapportmappe gemmer",
        "pipeline.store_command:cache",
        (
            option("out", type=Path, metavar="MAPPE", help="en mappe, »plantjek audit« har skrevet i"),
            option("--clear", action="store_true", help="slet de gemte resultater"),
        ),
        "plantjek cache rapport",
    ),
    Command(
        "extract",
        "vis en fils passager, en JSON-linje hver",
        "pipeline.show:extract",
        (
            option("path", type=Path, metavar="FIL", help="en Word- eller Excel-fil"),
            option("--mark", type=Path, metavar="KOPI", help="skriv en kopi, hvor passagerne er markeret"),
            MODEL,
        ),
        "plantjek extract plan.docx",
    ),
    Command(
        "classify",
        "mærk passager fra standard input",
        "pipeline.classify:classify",
        (MODEL,),
        """echo '{"text": "Vi følger op i maj", "heading": "Opfølgning"}' | plantjek classify""",
    ),
    Command(
        "method",
        "vis metoden: felter, niveauer og kriterier",
        "pipeline.method:method",
        (JSON,),
        "plantjek method --json",
    ),
    Command(
        "evaluate",
        "mål modellen på mærkede dokumenter",
        "pipeline.evaluate:evaluate",
        (
            option(
                "gold", nargs="+", type=Path, metavar="GULD", help="et rettet regneark eller .jsonl-filer"
            ),
            MODEL,
            JSON,
            option("--page", type=Path, metavar="FIL", help="skriv også målene som en HTML-side"),
        ),
        "plantjek evaluate mine-planer.jsonl",
    ),
)


class DanishParser(argparse.ArgumentParser):
    """argparse with Danish words; a fault of use ends with exit code 2."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._positionals.title = "argumenter"
        self._optionals.title = "tilvalg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        """The usage line in Danish."""
        return super().format_usage().replace("usage: ", "brug: ", 1)

    def format_help(self) -> str:
        """The whole help in Danish."""
        return super().format_help().replace("usage: ", "brug: ", 1)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong in Danish and ends with 2."""
        self.exit(2, f"{self.prog}: {danish(message)}\nSkriv »{self.prog} --help« for hjælp.\n")


@cache
def _messages() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads(files("pipeline").joinpath("argparse_da.toml").read_text("utf-8"))
    return [(re.compile(row["english"], re.DOTALL), row["danish"]) for row in table["message"]]


def danish(message: str) -> str:
    """An argparse message in Danish."""
    for english, translated in _messages():
        if match := english.fullmatch(message):
            return match.expand(translated)
    return message


def build_parser(version: Callable[[], str]) -> DanishParser:
    """The whole command line."""
    parser = DanishParser(
        prog="plantjek",
        description="Holder kompetenceplaner op mod metoden i "
        "»Ledelse af kompetenceudvikling«. Intet forlader maskinen.",
    )
    parser.add_argument(
        "--version", action="version", version=VERSION_TEXT.format(version=version()), help="vis versionen"
    )
    commands = parser.add_subparsers(title="kommandoer", metavar="KOMMANDO", dest="command", required=True)
    for row in COMMANDS:
        sub = commands.add_parser(
            row.name,
            help=row.help,
            description=row.help.capitalize() + ".",
            epilog=f"eksempel:\n  {row.example}",
        )
        for each in (*row.options, *COMMON):
            sub.add_argument(*each.names, **each.settings)
        sub.set_defaults(run=row.run)
    return parser
