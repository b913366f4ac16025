"""Our own forms are read back exactly: writing, reading and writing again gives the same plan."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.document import Metadata, Place, Reading
from extractors.excel import read_excel
from extractors.word import read_word
from models.labels import Label, LabelledPassage, Labels
from reports.audit import AuditedPlan, Judgement
from reports.settings import Settings
from reports.structure import Piece, StructuredPlan, structure
from reports.structure_back import read_back
from reports.structure_slots import slots
from reports.structure_word import FormWriter
from reports.structure_workbook import plans_workbook, template_workbook

RELAXED = settings(
    max_examples=40, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck), derandomize=True
)
ODD = [
    "Opfølgning:",
    "3",
    "x",
    "- ",
    "☐ ja ☒ nej",
    "1. Mål",
    "=1+1",
    "<b>&amp;",
    "Læringsmål",
    "_x0041_",
    "\u00a0",
    "æøå 🙂",
    "'",
]
WRITER = FormWriter(Settings())
GUESS = Labels(
    (Label("perspektiv", 0.9),), (), (Label("feedback", 0.8),), certainty=0.9
)  # a model that is wrong

line = st.one_of(
    st.sampled_from(ODD), st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
)
text = (
    st.lists(st.lists(line, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3)
    .map(lambda lines: "\n".join(part for each in lines if (part := each.strip())))
    .filter(bool)
)
one_line = text.map(lambda each: each.replace("\n", " "))
piece = st.builds(
    lambda words, slot: Piece(words, slot, (), Place("word", "body", "p1"), 1.0),
    text,
    st.sampled_from([slot.id for slot in slots()]),
)
metadata = st.builds(Metadata, *[st.one_of(st.none(), text)] * 4)
plan = st.builds(
    lambda title, meta, pieces: StructuredPlan("p-1", "a.docx", title, meta, tuple(pieces)),
    one_line.filter(lambda title: title != "(fortsat)"),
    metadata,
    st.lists(piece, max_size=8),
)


def content(one: StructuredPlan) -> tuple[object, ...]:
    """What a plan says: title, master data, and the texts of each slot in order."""
    return one.title, one.metadata, {s.id: [p.text for p in one.of(s.id)] for s in slots() if one.of(s.id)}


def again(reading: Reading) -> list[StructuredPlan]:
    """The plans of a reading as `plantjek structure` makes them, whatever the model thinks."""
    assert reading.own
    found = []
    for one in reading.plans:
        labelled = read_back(LabelledPassage(passage, GUESS) for passage in one.passages)
        found.append(
            structure(AuditedPlan("p-1", "a.docx", one.title, one.metadata, labelled, Judgement((), 0)))
        )
    return found


@RELAXED
@given(plan)
def test_a_word_form_is_read_back_exactly(one: StructuredPlan) -> None:
    data = WRITER.document(one)
    (read,) = again(read_word(data))
    assert content(read) == content(one)
    assert WRITER.document(replace(read, id="p-1")) == data


@RELAXED
@given(st.lists(plan, min_size=1, max_size=4))
def test_a_workbook_of_plans_is_read_back_exactly(plans: Sequence[StructuredPlan]) -> None:
    data = plans_workbook(plans, Settings())
    read = again(read_excel(data, "xlsx"))
    assert list(map(content, read)) == list(map(content, plans))
    assert plans_workbook(read, Settings()) == data


def test_a_slot_with_more_than_a_cell_holds_goes_on_in_the_next_row() -> None:
    pieces = tuple(
        Piece(f"{number} " + "langt mål " * 90, "laeringsmaal.andet", (), Place("word", "body", "p1"), 1.0)
        for number in range(80)
    )
    long = StructuredPlan(
        "p-1", "a.docx", "Lang", Metadata(), tuple(replace(p, text=p.text.strip()) for p in pieces)
    )
    (read,) = again(read_excel(plans_workbook([long], Settings()), "xlsx"))
    assert content(read) == content(long)


def test_the_empty_templates_are_one_empty_plan_each() -> None:
    word, excel = read_word(WRITER.template()), read_excel(template_workbook(Settings()), "xlsx")
    assert [len(one.passages) for one in (*word.plans, *excel.plans)] == [0, 0]
    assert {each.reason for each in word.left_out + excel.left_out} == {"guidance"}


def test_what_a_person_types_in_word_is_read_in_its_slot() -> None:
    """As Word saves it: the prompt gives way to the text, and a new paragraph stays in the control."""
    document = docx.Document(BytesIO(WRITER.template()))
    body = document.element.body
    (control,) = body.xpath(".//w:sdt[w:sdtPr/w:tag/@w:val='laeringsmaal.rolle']")
    shows = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    shows.getparent().remove(shows)
    next(control.iter(qn("w:t"))).text = "være den, kolleger spørger"
    document.add_paragraph("Skrevet nederst på siden")
    stream = io.BytesIO()
    document.save(stream)
    (read,) = again(read_word(stream.getvalue()))
    assert [p.text for p in read.of("laeringsmaal.rolle")] == ["være den, kolleger spørger"]
    assert "Skrevet nederst på siden" in {p.text for p in read.pieces}


def test_what_a_person_types_in_excel_is_read_in_its_slot() -> None:
    book = openpyxl.load_workbook(BytesIO(template_workbook(Settings())))
    sheet = book["Planer"]
    names = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}
    sheet.cell(2, names["Plan"], "Anna")
    sheet.cell(2, names["Stamdata – Leder"], "Ida Holm")
    sheet.cell(2, names["Træningsbane – Feedback"], "Ulla ser med\nBo spørger ind")
    sheet.cell(1, 60, "Bemærkning")
    sheet.cell(2, 60, "husk ferie")
    stream = io.BytesIO()
    book.save(stream)
    (read,) = again(read_excel(stream.getvalue(), "xlsx"))
    assert (read.title, read.metadata.leader) == ("Anna", "Ida Holm")
    assert [p.text for p in read.of("traeningsbane.feedback")] == ["Ulla ser med", "Bo spørger ind"]
    assert "husk ferie" in {p.text for p in read.pieces}
