"""Layouts of a sheet: forms with labels to the left and above, boxes, several tables, tables side by side."""

from excel_sheets import ROWS, everything, from_rows, one, put, read, texts, written
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

GOAL = "kunne nedtrappe en konflikt"


def test_form_with_labels_to_the_left() -> None:
    rows = [
        ("Kompetenceplan",),
        (),
        ("Navn", "Anna Holm"),
        ("Mål", GOAL),
        (None, "kende loven"),
        ("Opfølgning", None),
    ]
    reading = read(from_rows(rows, bold=(0,)))
    assert one(reading, GOAL).heading == ("Kompetenceplan", "Mål")
    assert one(reading, "kende loven").heading == ("Kompetenceplan", "Mål")
    assert texts(reading) == ["Anna Holm", GOAL, "kende loven"]


def test_form_with_labels_above() -> None:
    rows = [
        ("Mål",),
        (GOAL,),
        ("Aktivitet",),
        ("kursus i konflikthåndtering",),
        ("Opfølgning",),
        ("teammøde i maj",),
    ]
    reading = read(from_rows(rows, bold=(0, 2, 4)))
    assert one(reading, "teammøde i maj").heading[-1] == "Opfølgning"
    assert one(reading, GOAL).heading[-1] == "Mål"


def test_form_with_two_labels_on_a_line() -> None:
    rows = [
        ("Navn", "Anna Holm", "Afdeling", "Nord"),
        ("Leder", "Karen Friis", "Dato", "1. maj"),
        ("Mål", GOAL),
    ]
    reading = read(from_rows(rows))
    assert one(reading, "Nord").heading == ("Afdeling",)
    assert one(reading, "1. maj").heading == ("Dato",)
    assert one(reading, GOAL).heading == ("Mål",)


def test_boxes_with_labels_above_side_by_side() -> None:
    rows = [("Opgave", "Perspektiv"), ("føre samtalen alene", "borgeren føler sig hørt"), (),
            ("Læringsmål", "Træningsbane"), ("kunne lytte", "kursus i april")]  # fmt: skip
    reading = read(from_rows(rows, bold=(0, 3)))
    assert one(reading, "borgeren føler sig hørt").heading[-1] == "Perspektiv"
    assert one(reading, "kunne lytte").heading[-1] == "Læringsmål"
    assert len(reading.plans) == 1


def test_several_tables_on_a_sheet() -> None:
    rows = [("Mål",), ("Kompetence", "Niveau"), ("kunne lytte", "alene"), (), ("Træning",),
            ("Aktivitet", "Tidspunkt", "Form"), ("kursus i april", "uge 12", "hold")]  # fmt: skip
    reading = read(from_rows(rows, bold=(0, 1, 4, 5)))
    assert one(reading, "alene").heading[-1] == "Niveau"
    assert one(reading, "hold").heading[-1] == "Form"
    assert len(texts(reading)) == 5


def test_tables_side_by_side() -> None:
    rows = [
        ("Mål", "Niveau", None, "Aktivitet", "Tidspunkt"),
        ("kunne lytte", "alene", None, "kursus", "uge 12"),
    ]
    reading = read(from_rows(rows, bold=(0,)))
    assert one(reading, "uge 12").heading == ("Tidspunkt",)
    assert one(reading, "alene").heading == ("Niveau",)


def test_order_of_passages_is_that_of_the_sheet() -> None:
    found = [passage.place.at for passage in everything(read(from_rows(ROWS)))]
    assert found == ["A2", "B2", "C2", "D2", "A3", "B3", "C3", "D3"]


def test_tables_side_by_side_with_headers_in_different_rows() -> None:
    rows = [
        ("Mål", "Niveau", None, "Kurser til efteråret"),
        ("kunne lytte", "alene", None, "Kursus", "Uge"),
        ("kende loven", "med støtte", None, "sårpleje", "uge 12"),
        ("tage ansvar", "alene", None, "demens", "uge 13"),
    ]

    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, rows, bold=(0,))
        strong = book.add_format({"bold": True})
        sheet.write("D2", "Kursus", strong)
        sheet.write("E2", "Uge", strong)

    reading = read(written(draw))
    assert one(reading, "kunne lytte").heading == ("Mål",)
    assert one(reading, "med støtte").heading == ("Niveau",)
    assert one(reading, "demens").heading == ("Kurser til efteråret", "Kursus")
    assert one(reading, "uge 12").heading == ("Kurser til efteråret", "Uge")


def _column(*answers: str) -> list[tuple[str]]:
    labels = ("Turen", "Jeg skal kunne styre", "Halvvejs")
    return [(text,) for pair in zip(labels, answers, strict=True) for text in pair]


def _two_sheets(book: Workbook, sheet: Worksheet) -> None:
    put(book, sheet, _column("Kørsel til Fanø med sne", GOAL, "Vi mødes i maj og ser på det"))
    other = book.add_worksheet("Bo")
    put(
        book,
        other,
        _column("Hjem om natten med to biler", "kende loven om hviletid", "Det ses på ture i juni"),
    )


def test_unmarked_labels_are_told_by_coming_again() -> None:
    reading = read(written(_two_sheets, "Anna"))
    assert one(reading, GOAL).heading[-1] == "Jeg skal kunne styre"
    assert one(reading, "Det ses på ture i juni").heading[-1] == "Halvvejs"
    assert "Turen" not in texts(reading)


def test_an_answer_that_comes_again_over_the_same_label_is_no_label() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, [("Leder",), ("Mette Holm",), ("Mål",), (GOAL,), ("Aktivitet",), ("kursus",)])
        rows = [("Leder",), ("Mette Holm",), ("Mål",), ("kende loven",), ("Aktivitet",), ("mentor",)]
        put(book, book.add_worksheet("Bo"), rows)

    assert texts(read(written(draw, "Anna"))).count("Mette Holm") == 2


def test_a_question_in_passing_is_no_label() -> None:
    asked = "Samtale med lederen: hvad er sikkert?"
    rows = [("Mål",), (GOAL,), ("Opfølgning",), (asked,), ("Vi ses i maj",), ("Andet",), ("Intet",)]
    assert one(read(from_rows(rows)), asked).heading[-1] == "Opfølgning"
