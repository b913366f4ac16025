"""kolonner.toml: where each column goes, written for a person to correct and to use again."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractors.faults import PlantjekError
from reports.mapping import Fixed
from reports.structure import BY_CONTENT, MASTER, Column, key_of
from reports.structure_slots import field_names, metadata_names, slots

FILE_NAME = "kolonner.toml"
_INTRO = """# Hvor hver kolonne (eller hvert felts ledetekst) kom hen.
# Ret »til«, og kør igen med --mapping og denne fil. Den kan bruges til andre filer med de samme kolonner.
#
# Er »til« det samme som »forslag«, beholder stykker, som plantjek er sikker på, deres eget felt.
# Er »til« et andet, eller slettes »forslag«, følger hele kolonnen »til«.
# En række med »fil« gælder kun den fil; en række uden gælder alle filer med kolonnen.
# En række, der slettes, afgør plantjek selv næste gang.
#
# »til« er et af disse:
"""


def write_mapping(columns: Iterable[Column]) -> str:
    """The file's text: a row for each column name, and one more for each file that differs."""
    lines = [_INTRO + "".join(f"#   {id:<36}{name}\n" for id, name in targets().items())]
    by_key: dict[str, list[Column]] = {}
    for column in columns:
        by_key.setdefault(key_of((column.name,)), []).append(column)
    for key in sorted(by_key):
        lines += _rows(by_key[key])
    return "\n".join(lines)


def targets() -> dict[str, str]:
    """What a column can be mapped to, with its name."""
    found = {id: f"{name} (hvert stykke i sit rum)" for id, name in field_names().items()}
    found |= {slot.id: slot.title for slot in slots()}
    found |= {MASTER + id: f"Stamdata – {name}" for id, name in metadata_names().items()}
    return found | {BY_CONTENT: "hvert stykke efter sit eget indhold"}


def _rows(columns: Sequence[Column]) -> Iterator[str]:
    weights: Counter[str] = Counter()
    for column in columns:
        weights[column.target] += column.count
    common = max(sorted(weights), key=lambda target: weights[target])
    agree = [column for column in columns if column.target == common]
    count = sum(column.count for column in agree)
    sure = sum(column.sureness * column.count for column in agree) / count
    yield _row(agree[0], count, sure, len(agree), "")
    for column in columns:
        if column.target != common:
            yield _row(column, column.count, column.sureness, 1, column.document)


def _row(column: Column, count: int, sure: float, files: int, document: str) -> str:
    lines = ["[[kolonne]]", f"navn = {_text(column.name)}"]
    lines += [f"fil = {_text(document)}"] if document else []
    lines.append(f"til = {_text(column.target)}")
    stood = f"{count} stykker i {files} {'fil' if files == 1 else 'filer'}"
    if not column.fixed:
        lines.append(f"forslag = {_text(column.target)}  # {stood}, sikkerhed {round(100 * sure)} %")
    lines.append(f"# fx: {_comment(column.example)}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def read_mapping(path: Path) -> Fixed:
    """The decisions in a mapping file; a fault of use names the row that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PlantjekError(f"Filen {path} kan ikke læses som kolonner: {error}") from error
    rows = data.get("kolonne", [])
    if not isinstance(rows, list):
        raise PlantjekError(f"Filen {path} skal have rækker med [[kolonne]].")
    return dict(_decision(row, number, path) for number, row in enumerate(rows, 1))


def _decision(row: object, number: int, path: Path) -> tuple[tuple[str, str], tuple[str, bool]]:
    name, target, document, proposed = (
        str(row.get(key, "")) if isinstance(row, dict) else "" for key in ("navn", "til", "fil", "forslag")
    )
    if not name or target not in targets():
        what = f"»{target}« er ikke et sted, en kolonne kan komme hen" if name else "»navn« mangler"
        raise PlantjekError(f"{path}, kolonne nr. {number}: {what}.")
    return (document, key_of((name,))), (target, target != proposed)
