"""overblik.xlsx: what became of every file, plan, column and piece, and what a person should look at."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from io import BytesIO

from xlsxwriter import Workbook

from extractors.own_files import own_data
from reports.links import PLAN_DIRECTORY, plan_file
from reports.mapping_file import targets
from reports.names import label_names
from reports.places import describe
from reports.settings import Settings
from reports.structure import Piece, StructuredDocument, StructuredPlan, key_of
from reports.structure_slots import metadata_names, slots_by_id, structure_data
from reports.structure_workbook import open_book
from reports.workbook_table import Book, Cell, Column, Link, write_table

FILE_NAME = "overblik.xlsx"
MOST_ROWS = 1_000_000  # Excel has room for 1,048,576
MOST_LINKS = 60_000
MOST_DOUBTS = 10_000
Rows = Iterator[list[Cell]]
PLAN, FILE, TEXT, PLACE = (
    Column("Plan", 32, "wrap"),
    Column("Fil", 34),
    Column("Tekst", 70, "wrap"),
    Column("Sted", 34),
)
COUNT = ("Stykker", "Se efter", "Udeladt")


def overview_workbook(
    documents: Sequence[StructuredDocument], written: Mapping[str, str], settings: Settings
) -> bytes:
    """The workbook; `written` has what was done with each plan's Word file, by the plan's id."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as file:
        book = open_book(file, settings, own_data()["report"])
        for name, table, columns, rows in (
            ("Filer", "Filer", _FILES, _files(book, documents)),
            ("Planer", "Planer", _plan_columns(), _plans(documents, written)),
            ("Se efter", "SeEfter", _DOUBTS, _doubts(documents)),
            ("Kolonner", "Kolonner", _COLUMNS, _columns(documents)),
            ("Stykker", "Stykker", _PIECES, _pieces(documents)),
            ("Ikke i planerne", "Resten", _BESIDE, _beside(documents)),
        ):
            sheet = file.add_worksheet(name)
            write_table(book, sheet, table, columns, (row for _, row in zip(range(MOST_ROWS), rows)))  # noqa: B905
    return stream.getvalue()


_FILES = [FILE, Column("Status", 16), Column("Planer", 10), *(Column(name, 10) for name in COUNT),
          Column("Bemærkning", 60, "wrap")]  # fmt: skip


def _files(book: Book, documents: Sequence[StructuredDocument]) -> Rows:
    status = book.texts["status"]
    for each in documents:
        pieces = [piece for plan in each.plans for piece in plan.pieces]
        error = each.document.error
        yield [
            each.document.path,
            status[each.document.status],
            len(each.plans),
            len(pieces),
            sum(piece.doubtful for piece in pieces),
            sum(beside.kind not in ("heading", "stamdata") for beside in each.beside),
            error.message if error else "",
        ]


def _plan_columns() -> list[Column]:
    names = (Column(name, 20) for name in metadata_names().values())
    state = Column("Word-fil", 26)
    return [PLAN, *names, FILE, Column("Stykker", 10), Column("Se efter", 10), Column("Tomme rum", 12), state]


def _plans(documents: Sequence[StructuredDocument], written: Mapping[str, str]) -> Rows:
    words = structure_data()["skrevet"]
    plans = [plan for each in documents for plan in each.plans]
    for number, plan in enumerate(plans):
        address = f"{PLAN_DIRECTORY}/{plan_file(plan.title, plan.id)}.docx"
        title = plan.title or "Uden titel"
        yield [
            Link(address, title) if number < MOST_LINKS else title,
            *(getattr(plan.metadata, key) for key in metadata_names()),
            plan.document,
            len(plan.pieces),
            sum(piece.doubtful for piece in plan.pieces),
            len(plan.empty_slots()),
            words[written[plan.id]],
        ]


_DOUBTS = [Column("Sikkerhed", 10, "percent"), TEXT, Column("Sat i", 34), Column("Kan også være", 26),
           Column("Kolonne eller overskrift", 30), PLAN, FILE, PLACE]  # fmt: skip


def _doubts(documents: Sequence[StructuredDocument]) -> Rows:
    """The doubtful pieces, the least sure first."""
    doubtful = ((plan, piece) for plan, piece in _each_piece(documents) if piece.doubtful)
    for plan, piece in nsmallest(MOST_DOUBTS, doubtful, key=lambda pair: pair[1].certainty):
        yield [
            round(piece.certainty, 2),
            piece.text,
            slots_by_id()[piece.slot].title,
            _others(piece),
            piece.heading[-1] if piece.heading else "",
            plan.title,
            plan.document,
            describe(piece.place),
        ]


_COLUMNS = [Column("Kolonne eller ledetekst", 34, "wrap"), Column("Kom hen i", 34),
            Column("Sikkerhed", 10, "percent"), Column("Stykker", 10), Column("Sådan fordelt", 60, "wrap"),
            Column("Eksempel", 50, "wrap"), FILE]  # fmt: skip


def _columns(documents: Sequence[StructuredDocument]) -> Rows:
    names = targets()
    for each in documents:
        spread: dict[str, Counter[str]] = {}
        for plan in each.plans:
            for piece in plan.pieces:
                spread.setdefault(key_of(piece.heading), Counter())[slots_by_id()[piece.slot].title] += 1
        for column in each.columns:
            parts = spread.get(key_of((column.name,)), Counter()).most_common()
            yield [
                column.name,
                names[column.target],
                round(column.sureness, 2),
                column.count,
                "\n".join(f"{count} i {name}" for name, count in parts),
                column.example,
                column.document,
            ]


_PIECES = [PLAN, TEXT, Column("Felt og rum", 36), Column("Sikkerhed", 10, "percent"), Column("Se efter", 9),
           Column("Kan også være", 20), Column("Kolonne eller overskrift", 30), PLACE, FILE]  # fmt: skip


def _pieces(documents: Sequence[StructuredDocument]) -> Rows:
    for plan, piece in _each_piece(documents):
        yield [
            plan.title,
            piece.text,
            slots_by_id()[piece.slot].title,
            round(piece.certainty, 2),
            "ja" if piece.doubtful else "",
            _others(piece),
            piece.heading[-1] if piece.heading else "",
            describe(piece.place),
            plan.document,
        ]


_BESIDE = [TEXT, Column("Hvad det er læst som", 60), PLACE, FILE]


def _beside(documents: Sequence[StructuredDocument]) -> Rows:
    """Every text of the files that is in no slot, and why."""
    reasons = structure_data()["ikke_i_planerne"]
    for each in documents:
        for beside in each.beside:
            yield [beside.text, reasons[beside.kind], describe(beside.place), each.document.path]


def _each_piece(documents: Sequence[StructuredDocument]) -> Iterator[tuple[StructuredPlan, Piece]]:
    return ((plan, piece) for each in documents for plan in each.plans for piece in plan.pieces)


def _others(piece: Piece) -> str:
    return ", ".join(label_names().get(id, id) for id in piece.also)
