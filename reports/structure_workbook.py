"""planer.xlsx: a row a plan, a column a slot, each line of a cell a piece; and the empty workbook."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.own_excel import cell_of
from extractors.own_files import metadata_title, own_data
from reports.look import load_look
from reports.settings import Settings
from reports.structure import StructuredPlan
from reports.structure_slots import field_names, metadata_names, prompt, slots
from reports.structure_values import dates_in, only, percents_in, plan_dates, serial
from reports.texts import load_texts
from reports.workbook_table import Book, Cell, Column, make_formats, write_table

FILE_NAME = "planer.xlsx"
FULL = 30_000  # characters of a cell; what goes beyond stands on a row of its own
MADE = datetime(2025, 1, 1, tzinfo=UTC)  # the same bytes each time
INPUT_TITLE, INPUT_TEXT = 32, 255  # characters that Excel allows
ROWS_TO_FILL = 500
INTRO = (
    "Skriv én plan i hver række på arket »Planer« og hvert mål eller hver aktivitet på sin egen linje "
    "i cellen (Alt+Enter). Lad en celle stå tom, hvis den ikke er relevant. Bevar kolonnernes navne; så kan "
    "plantjek læse regnearket præcist igen."
)


def plans_workbook(plans: Sequence[StructuredPlan], settings: Settings) -> bytes:
    """The workbook with a row for each plan; its texts are masked already."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as file:
        book = open_book(file, settings, own_data()["plan"])
        _plans_sheet(book, plans)
    return stream.getvalue()


def template_workbook(settings: Settings) -> bytes:
    """The empty workbook: each column asks its question when a cell is chosen; a sheet explains them."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as file:
        book = open_book(file, settings, own_data()["plan"])
        sheet = _plans_sheet(book, ())
        for place, slot in enumerate(slots(), 1 + len(metadata_names()) + 1):
            message = {"input_title": slot.name[:INPUT_TITLE], "input_message": prompt(slot)[:INPUT_TEXT]}
            sheet.data_validation(1, place, ROWS_TO_FILL, place, {"validate": "any"} | message)
        _guidance_sheet(book)
    return stream.getvalue()


def open_book(file: Workbook, settings: Settings, keywords: str) -> Book:
    """The workbook with our formats, known again by its keywords."""
    file.set_properties({"title": "plantjek", "author": "plantjek", "created": MADE, "keywords": keywords})
    book = Book(file, make_formats(file, settings), load_texts(settings.language), settings, Path())
    look = load_look()
    base = {"font_name": look.office_font, "font_size": look.sizes["text"], "valign": "top", "align": "left"}
    book.formats["date"] = file.add_format(base | {"num_format": "dd-mm-yyyy"})
    return book


def _plans_sheet(book: Book, plans: Sequence[StructuredPlan]) -> Worksheet:
    words = own_data()["excel"]
    sheet = book.file.add_worksheet(words["sheet"])
    day, first, last, percent, empty, source, id = words["derived"]
    columns = [
        Column(words["title"], 30, "wrap"),
        *(Column(metadata_title(key), 18, "wrap") for key in metadata_names()),
        Column(day, 12, "date"),
        *(Column(slot.title, 34, "wrap") for slot in slots()),
        Column(first, 12, "date"),
        Column(last, 12, "date"),
        Column(percent, 10, "percent"),
        Column(empty, 10),
        Column(source, 28),
        Column(id, 16),
    ]
    rows = [row for plan in plans for row in _rows(plan)]
    write_table(book, sheet, "Planer", columns, rows)
    start = 2 + len(metadata_names())
    blank = {"type": "blanks", "format": book.file.add_format({"bg_color": load_look().light["ground"]})}
    sheet.conditional_format(1, start, max(len(rows), 1), start + len(slots()) - 2, blank)
    return sheet


def _rows(plan: StructuredPlan) -> Iterator[list[Cell]]:
    """The plan's row; more rows where a cell holds more than Excel has room for."""
    filled = [_cells([piece.text for piece in plan.of(slot.id)]) for slot in slots()]
    days, meta = plan_dates(plan), plan.metadata
    stated = dates_in(meta.date or "")
    percent = only(share for piece in plan.pieces for share in percents_in(piece.text))
    for number in range(max(len(cells) for cells in filled)):
        pieces: list[Cell] = [cells[number] if number < len(cells) else None for cells in filled]
        if number:
            blank: list[Cell] = [None] * (1 + len(metadata_names()))
            yield [own_data()["excel"]["continued"], *blank, *pieces, None, None, None, None, None, plan.id]
            continue
        yield [
            plan.title,
            *(getattr(meta, key) for key in metadata_names()),
            serial(stated[0]) if len(stated) == 1 else None,
            *pieces,
            serial(days[0]) if days else None,
            serial(days[-1]) if days else None,
            percent,
            len(plan.empty_slots()),
            plan.document,
            plan.id,
        ]


def _cells(pieces: Sequence[str]) -> list[str]:
    """The texts of as many cells as the pieces need, at least one."""
    cells, held, size = [], list[str](), 0
    parts = (piece[at : at + FULL] for piece in pieces for at in range(0, len(piece), FULL))
    for part in parts:
        length = len(cell_of([part])) + 1
        if held and size + length > FULL:
            cells.append(cell_of(held))
            held, size = [], 0
        held.append(part)
        size += length
    return [*cells, cell_of(held)]


def _guidance_sheet(book: Book) -> None:
    sheet = book.file.add_worksheet(own_data()["excel"]["guidance"][0])
    sheet.merge_range(0, 0, 0, 2, INTRO, book.formats["wrap"])
    sheet.set_row(0, 48)
    columns = [Column("Felt", 16), Column("Rum", 34), Column("Spørgsmål", 90, "wrap")]
    rows = [[field_names().get(slot.field, "Øvrigt"), slot.name, prompt(slot)] for slot in slots()]
    write_table(book, sheet, "Rum", columns, rows, top=2)
