"""The consultant's workbook plantjek.xlsx: overview, plans, verdicts to look at, passages, files not read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import nsmallest
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.own_files import own_data
from models.labelset import FIELDS, LEVELS, MARKS
from reports.audit import VERDICTS, Audit, AuditedPlan, Finding
from reports.links import path_from, plan_page
from reports.names import criterion_in, label_names, named
from reports.places import describe
from reports.plan_view import SURE
from reports.settings import Settings
from reports.summary import Summary, summarise, workplace_of
from reports.texts import load_texts
from reports.workbook_overview import write_overview
from reports.workbook_table import (
    Book,
    Cell,
    Column,
    Link,
    colour_scores,
    colour_verdicts,
    make_formats,
    offer,
    write_table,
)

FILE_NAME = "plantjek.xlsx"
MOST_VERDICTS = 5000  # rows of the sheet of verdicts to look at
MOST_CHOICES = 255  # characters of a list of choices in Excel
MOST_LINKS = 60_000  # Excel keeps at most 65,530 links a sheet
MADE = datetime(2025, 1, 1, tzinfo=UTC)  # the same bytes each time
Looked = tuple[float, int, AuditedPlan, Finding]


def write_workbook(audit: Audit, directory: Path, settings: Settings) -> list[Path]:
    """Writes plantjek.xlsx."""
    path = directory / FILE_NAME
    with Workbook(str(path)) as file:
        own = {"title": "plantjek", "author": "plantjek", "created": MADE, "keywords": own_data()["report"]}
        file.set_properties(own)
        book = Book(file, make_formats(file, settings), load_texts(settings.language), settings, directory)
        summary, words = summarise(audit, settings.language), book.texts["workbook"]
        write_overview(book, file.add_worksheet(words["overview"]), summary)
        _plans(book, file.add_worksheet(words["plans"]), audit, summary)
        _verdicts(book, file.add_worksheet(words["verdicts"]), audit)
        _passages(book, file.add_worksheet(words["passages"]), audit)
        _unread(book, file.add_worksheet(words["unread"]), audit)
    return [path]


def _plans(book: Book, sheet: Worksheet, audit: Audit, summary: Summary) -> None:
    """A row a plan: metadata, scores and the verdict on every criterion."""
    words, meta, language = book.texts["workbook"], book.texts["meta"], book.settings.language
    fields = [row.id for row in summary.fields if row.score is not None]
    columns = [
        Column(words["plan"], 36),
        *(Column(meta[key], 20) for key in ("workplace", "owner", "leader", "date")),
        Column(words["file"], 28),
        Column(words["score"], 9),
        *(
            Column(words["field_score"].format(field=label_names(language)[id]), 8, turned=True)
            for id in fields
        ),
        *(Column(criterion_in(row.id, language).name, 11, turned=True) for row in summary.criteria),
        Column(words["plan_id"], 16),
    ]
    count = write_table(
        book, sheet, "Planer", columns, (_plan_row(book, plan, fields) for plan in audit.plans)
    )
    first = 7 + len(fields)
    colour_scores(sheet, (1, 6), (max(count, 1), 6))
    if summary.criteria:
        colour_verdicts(book, sheet, (1, first), (max(count, 1), first + len(summary.criteria) - 1))


def _plan_row(book: Book, plan: AuditedPlan, fields: list[str]) -> list[Cell]:
    """A plan's row."""
    meta, scores = plan.metadata, dict(plan.judgement.field_scores)
    return [
        _plan_link(book, plan),
        workplace_of(plan),
        meta.owner,
        meta.leader,
        meta.date,
        _source(book, plan),
        plan.judgement.score,
        *(scores.get(field) for field in fields),
        *(book.texts["verdicts"][finding.verdict] for finding in plan.judgement.findings),
        plan.id,
    ]


def _plan_link(book: Book, plan: AuditedPlan) -> Link:
    """The plan's title, leading to its page."""
    return Link(plan_page(plan.title, plan.id), plan.title or book.texts["page"]["untitled"])


def _source(book: Book, plan: AuditedPlan, at: str = "") -> Cell:
    """The plan's file, leading to it where it is known; `at` names the cell in a workbook."""
    source = book.settings.sources.get(plan.document)
    address = None if source is None else path_from(source, book.directory)
    return plan.document if address is None else Link(address + at, plan.document)


def _verdicts(book: Book, sheet: Worksheet, audit: Audit) -> None:
    """The verdicts of which the program is least sure, with a column to correct them in."""
    words, meta = book.texts["workbook"], book.texts["meta"]
    columns = [
        Column(words["plan"], 32),
        Column(meta["workplace"], 18),
        Column(words["criterion"], 26),
        Column(words["verdict"], 13),
        Column(words["sure"], 10, "percent"),
        Column(words["corrected_verdict"], 15, "answer"),
        Column(words["remark"], 28, "answer"),
        Column(words["reason"], 60, "wrap"),
        Column(words["place"], 26, "wrap"),
        Column(words["plan_id"], 16),
        Column(words["criterion_id"], 26),
    ]
    least = nsmallest(MOST_VERDICTS, _doubtful(audit), key=lambda looked: looked[:2])
    count = write_table(book, sheet, "Domme", columns, (_verdict_row(book, looked) for looked in least))
    colour_verdicts(book, sheet, (1, 3), (max(count, 1), 3))
    offer(sheet, 5, count, [book.texts["verdicts"][verdict] for verdict in VERDICTS])


def _doubtful(audit: Audit) -> Iterator[Looked]:
    """Verdicts that are not sure, each with its confidence and its number in the audit."""
    number = 0
    for plan in audit.plans:
        for finding in plan.judgement.findings:
            number += 1
            if finding.confidence < SURE:
                yield finding.confidence, number, plan, finding


def _verdict_row(book: Book, looked: Looked) -> list[Cell]:
    """A doubtful verdict."""
    confidence, _, plan, finding = looked
    places = [
        describe(plan.passages[index].passage.place, book.settings.language) for index in finding.evidence[:3]
    ]
    return [
        _plan_link(book, plan),
        workplace_of(plan),
        criterion_in(finding.criterion, book.settings.language).name,
        book.texts["verdicts"][finding.verdict],
        round(confidence, 2),
        None,
        None,
        finding.reason,
        "; ".join(places),
        plan.id,
        finding.criterion,
    ]


def _passages(book: Book, sheet: Worksheet, audit: Audit) -> None:
    """Every passage with labels, certainty and place, and columns to correct the labels in."""
    words, meta = book.texts["workbook"], book.texts["meta"]
    columns = [
        Column(words["passage_id"], 18),
        Column(words["text"], 70, "wrap"),
        Column(words["fields"], 16),
        Column(words["levels"], 20),
        Column(words["marks"], 24),
        Column(words["sure"], 10, "percent"),
        Column(words["corrected_fields"], 16, "answer"),
        Column(words["corrected_levels"], 16, "answer"),
        Column(words["corrected_marks"], 16, "answer"),
        Column(words["heading"], 28, "wrap"),
        Column(words["place"], 24),
        Column(words["plan"], 30),
        Column(meta["workplace"], 18),
        Column(words["file"], 28),
    ]
    count = write_table(book, sheet, "Passager", columns, _passage_rows(book, audit))
    names, none = label_names(book.settings.language), words["none"]
    for column, ids in ((6, FIELDS), (7, LEVELS), (8, MARKS)):
        offer(sheet, column, count, _short([*(names[id] for id in ids), none]), several=True)


def _short(words: list[str]) -> list[str]:
    """As many of the words as Excel takes in a list of choices, the last one always."""
    *some, last = words
    while some and len(",".join([*some, last])) > MOST_CHOICES:
        some.pop()
    return [*some, last]


def _passage_rows(book: Book, audit: Audit) -> Iterator[list[Cell]]:
    """A row for each passage; links stop where Excel has no room for more."""
    links = 0
    for plan in audit.plans:
        for index, labelled in enumerate(plan.passages):
            passage, labels, language = labelled.passage, labelled.labels, book.settings.language
            links += 1
            source = _source(book, plan, _cell_of(plan, index)) if links <= MOST_LINKS else plan.document
            yield [
                plan.passage_id(index),
                passage.text,
                named(labels.fields, language),
                named(labels.levels, language),
                named(labels.marks, language),
                round(labels.certainty, 2),
                None,
                None,
                None,
                " › ".join(passage.heading),
                describe(passage.place, language),
                plan.title,
                workplace_of(plan),
                source,
            ]


def _cell_of(plan: AuditedPlan, index: int) -> str:
    """The end of an address that opens a workbook at the passage's cell."""
    place = plan.passages[index].passage.place
    if place.kind != "excel" or not place.at.isalnum() or "'" in place.part:
        return ""
    return f"#'{place.part}'!{place.at}"


def _unread(book: Book, sheet: Worksheet, audit: Audit) -> None:
    """The files that are in no figure, and why."""
    words, status = book.texts["workbook"], book.texts["status"]
    columns = [
        Column(words["file"], 50),
        Column(words["status"], 18),
        Column(words["message"], 80, "wrap"),
        Column(words["code"], 16),
    ]
    rows = [
        [d.path, status[d.status], d.error.message if d.error else "", d.error.code if d.error else ""]
        for d in audit.documents
        if d.status != "ok"
    ]
    write_table(book, sheet, "Filer", columns, rows or [[words["none_unread"], None, None, None]])
