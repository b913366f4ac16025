"""Reads the consultant's corrected workbook back: corrected labels to learn from, and corrected verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from extractors.faults import PlantjekError
from models.gold import GoldDocument, GoldPassage, GoldSection
from models.labelset import FIELD_OF, FIELDS, LEVELS, MARKS
from models.ngrams import Unit
from reports.audit import VERDICTS
from reports.criteria import criteria_by_id
from reports.names import label_names
from reports.texts import LOCALES, load_texts

KINDS = {"fields": FIELDS, "levels": LEVELS, "marks": MARKS}
NOTHING = ("ingen", "intet", "none", "-", "–")  # written where a passage has no label of the kind
PASSAGES, VERDICTS_SHEET = ("passage_id", "corrected_fields"), ("criterion_id", "corrected_verdict")
HEADING_STEP = " › "
Labels = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet: its number as Excel shows it, and its cells by the key of their header."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


def read_corrections(path: Path) -> tuple[GoldDocument, ...]:
    """The workbook's plans, one document each: corrected passages to learn from, the others beside them."""
    sheets = _sheets(path)
    passages, verdicts = _found(sheets, PASSAGES), _found(sheets, VERDICTS_SHEET)
    if passages is None:
        raise PlantjekError(f"{path} er ikke konsulentens regneark fra plantjek (plantjek.xlsx).")
    judged = _verdicts(path, verdicts or ())
    plans = groupby(passages or (), key=lambda row: row["passage_id"].rpartition("#")[0])
    return tuple(
        GoldDocument(plan, path.stem, "", (_section(path, tuple(rows), judged.get(plan, {})),))
        for plan, rows in plans
    )


def _sheets(path: Path) -> list[list[_Row]]:
    """The rows of each sheet under its header row."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (OSError, CalamineError) as error:
        raise PlantjekError(f"{path} kan ikke læses som regneark ({error}).") from error
    return [_rows(rows) for rows in sheets]


def _rows(rows: Sequence[Sequence[object]]) -> list[_Row]:
    """A sheet's rows with their cells named; cells under an unknown header are left out."""
    keys = [_headers().get(str(cell).strip()) for cell in rows[0]] if rows else []
    return [
        _Row(number, {key: str(cell).strip() for key, cell in zip(keys, row, strict=False) if key})
        for number, row in enumerate(rows[1:], start=2)
    ]


@cache
def _headers() -> dict[str, str]:
    """The key of each header of the workbook, in every language; the first of several keys with one word."""
    found: dict[str, str] = {}
    for language in LOCALES:
        for key, word in load_texts(language)["workbook"].items():
            found.setdefault(word, key)
    return found


def _found(sheets: Sequence[list[_Row]], keys: Sequence[str]) -> list[_Row] | None:
    """The sheet with these columns."""
    return next((rows for rows in sheets if rows and all(key in rows[0].cells for key in keys)), None)


def _section(path: Path, rows: Sequence[_Row], verdicts: Mapping[str, str]) -> GoldSection:
    """A plan with its corrected verdicts, else {"": ""}; untitled, as the headings lead from the title on."""
    return GoldSection("", tuple(_passage(path, row) for row in rows), verdicts or {"": ""})


def _passage(path: Path, row: _Row) -> GoldPassage:
    """A passage with its labels: the corrected ones, and of the others what hangs on its fields."""
    own = {kind: _labels(path, row, kind) or frozenset() for kind in KINDS}
    corrected = {kind: _labels(path, row, f"corrected_{kind}") for kind in KINDS}
    finer = (corrected["levels"] or frozenset()) | (corrected["marks"] or frozenset())
    fields = corrected["fields"]
    if fields is None:
        fields = own["fields"] | {FIELD_OF[id] for id in finer if id in FIELD_OF}
    levels, marks = (_finer(corrected[kind], own[kind], fields) for kind in ("levels", "marks"))
    heading = tuple(filter(None, row["heading"].split(HEADING_STEP)))
    agreed = any(found is not None for found in corrected.values())
    return GoldPassage(Unit(row["text"], heading), fields, levels, marks, agreed)


def _finer(corrected: Labels | None, own: Labels, fields: Labels) -> Labels:
    """Levels or marks as corrected, else the program's that hang on the passage's fields."""
    if corrected is not None:
        return corrected
    return frozenset(id for id in own if FIELD_OF.get(id, "opgave") in fields)


def _labels(path: Path, row: _Row, key: str) -> frozenset[str] | None:
    """The labels named in a cell, None where it is empty."""
    words = [
        word.strip() for word in row[key].replace(";", ",").replace("\n", ",").split(",") if word.strip()
    ]
    if not words:
        return None
    kind = key.removeprefix("corrected_")
    words = [word for word in words if word.casefold() not in NOTHING]
    return frozenset(_known(path, row, key, word, _ids(kind)) for word in words)


@cache
def _ids(kind: str) -> dict[str, str]:
    """The ids of a kind of label by id and by name in each language, in small letters."""
    found = {id: id for id in KINDS[kind]}
    for language in LOCALES:
        found |= {label_names(language)[id].casefold(): id for id in KINDS[kind]}
    return found


@cache
def _verdict_ids() -> dict[str, str]:
    """The verdicts by id and by word in each language, in small letters."""
    found: dict[str, str] = {verdict: verdict for verdict in VERDICTS}
    for language in LOCALES:
        found |= {word.casefold(): verdict for verdict, word in load_texts(language)["verdicts"].items()}
    return found


def _verdicts(path: Path, rows: Sequence[_Row]) -> dict[str, dict[str, str]]:
    """The corrected verdicts by plan and criterion."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        word, criterion = row["corrected_verdict"], row["criterion_id"]
        if word:
            if criterion not in criteria_by_id():
                raise PlantjekError(f"{path}, række {row.number}: »{criterion}« er ikke et kriterium.")
            verdict = _known(path, row, "corrected_verdict", word, _verdict_ids())
            found.setdefault(row["plan_id"], {})[criterion] = verdict
    return found


def _known(path: Path, row: _Row, key: str, word: str, ids: Mapping[str, str]) -> str:
    """The id of a word, or where it stands and what could stand there."""
    id = ids.get(word.casefold())
    if id is None:
        said = label_names() | load_texts()["verdicts"]
        names = ", ".join(said[each] for each in dict.fromkeys(ids.values()))
        column = load_texts()["workbook"][key]
        raise PlantjekError(
            f"{path}, række {row.number}, kolonnen »{column}«: »{word}« kendes ikke. Skriv {names}."
        )
    return id
