"""Which plans are in a workbook: one a row, a column, a block, a sheet, or the workbook as a whole."""

from excel_sheets import from_rows, one, put, read, texts, written
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

COLUMNS = ("Medarbejder", "Opgave", "Hvorfor", "Mål", "Aktivitet", "Opfølgning")
ANNA = ("Anna Holm", "lede teammødet", "borgeren mærker roen", "kunne mødeledelse", "kursus", "status i maj")
BO = ("Bo Lund", "føre samtaler", "færre klager", "kende loven", "følge Ulla", "status i juni")
FORM = ("Opgave", "Perspektiv", "Læringsmål", "Træning", "Hverdag")


def titles(data: bytes) -> list[str]:
    return [plan.title for plan in read(data).plans]


def test_row_for_an_employee_is_a_plan() -> None:
    reading = read(from_rows([("Hjemmeplejen Nord 2025",), (), COLUMNS, ANNA, BO], bold=(0, 2)))
    assert [plan.title for plan in reading.plans] == ["Anna Holm", "Bo Lund"]
    assert [len(plan.passages) for plan in reading.plans] == [6, 6]
    assert reading.plans[0].metadata.owner == "Anna Holm"
    assert one(reading, "kende loven").heading == ("Hjemmeplejen Nord 2025", "Mål")


def test_rows_that_go_on_without_a_name_belong_to_the_employee_above() -> None:
    more = (None, "føre journal", "ingen fejl", "kunne skrive kort", "øvelse", "tjek i juli")
    reading = read(from_rows([COLUMNS, ANNA, more, BO], bold=(0,)))
    assert [len(plan.passages) for plan in reading.plans] == [11, 6]


def test_action_list_of_a_team_is_one_plan() -> None:
    rows = [("Handleplan for Team Nord",), (), ("Mål", "Aktivitet", "Deadline", "Ansvarlig"),
            ("kunne lytte", "kursus", "1. maj", "Ulla"), ("kende loven", "læsegruppe", "1. juni", "Bo"),
            ("tage ansvar", "mentor", "1. juli", "Ida")]  # fmt: skip
    assert titles(from_rows(rows, bold=(0, 2))) == ["Handleplan for Team Nord"]


def test_list_of_courses_by_name_is_one_plan() -> None:
    rows = [("Navn", "Kursus", "Dato", "Pris"), ("Anna", "sårpleje", "1. maj", "4.000 kr."),
            ("Bo", "demens", "2. maj", "gratis")]  # fmt: skip
    assert len(titles(from_rows(rows, bold=(0,)))) == 1


def test_sheet_for_an_employee_is_a_plan() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, list(zip(FORM, ANNA[1:], strict=True)))
        put(book, book.add_worksheet("Bo Lund"), list(zip(FORM, BO[1:], strict=True)))

    assert titles(written(draw, "Anna Holm")) == ["Anna Holm", "Bo Lund"]


def test_sheets_of_parts_are_one_plan() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, [("Nr.", "Mål"), ("1", "kunne lytte"), ("2", "kende loven")], bold=(0,))
        put(book, book.add_worksheet("Aktiviteter"), [("Aktivitet", "Dato"), ("kursus", "1. maj")], bold=(0,))
        put(book, book.add_worksheet("Opfølgning"), [("Opfølgning", "Hvem"), ("status", "Ulla")], bold=(0,))

    reading = read(written(draw, "Mål"))
    assert len(reading.plans) == 1
    assert {"kunne lytte", "kursus", "status"} <= set(texts(reading))


def test_blocks_that_repeat_a_form_are_plans() -> None:
    rows = [
        ("Anna Holm",),
        *zip(FORM, ANNA[1:], strict=True),
        (),
        ("Bo Lund",),
        *zip(FORM, BO[1:], strict=True),
    ]
    reading = read(from_rows(rows, bold=(0, 7)))
    assert [plan.title for plan in reading.plans] == ["Anna Holm", "Bo Lund"]
    assert [len(plan.passages) for plan in reading.plans] == [5, 5]


def test_blocks_without_titles_that_begin_again_are_plans() -> None:
    anna = list(zip(("Navn", *FORM), ANNA, strict=True))
    bo = list(zip(("Navn", *FORM), BO, strict=True))
    reading = read(from_rows([*anna, (), *bo]))
    assert [len(plan.passages) for plan in reading.plans] == [6, 6]
    assert [plan.metadata.owner for plan in reading.plans] == ["Anna Holm", "Bo Lund"]


def test_column_for_an_employee_is_a_plan() -> None:
    rows = list(zip(COLUMNS, ANNA, BO, strict=True))
    reading = read(from_rows(rows))
    assert [plan.title for plan in reading.plans] == ["Anna Holm", "Bo Lund"]
    assert one(reading, "kende loven").heading == ("Mål",)
    assert [len(plan.passages) for plan in reading.plans] == [6, 6]


def test_sections_with_names_are_plans() -> None:
    head = COLUMNS[1:]
    rows = [head, ("Anna Holm",), ANNA[1:], BO[1:], ("Carl Vig",), BO[1:], ANNA[1:]]
    reading = read(from_rows(rows, bold=(0, 1, 4)))
    assert [plan.title for plan in reading.plans] == ["Anna Holm", "Carl Vig"]
    assert [len(plan.passages) for plan in reading.plans] == [10, 10]


def test_empty_template_is_one_plan_without_passages() -> None:
    reading = read(from_rows([("Kompetenceplan",), (), COLUMNS], bold=(0, 2)))
    assert [(plan.title, plan.passages) for plan in reading.plans] == [("Kompetenceplan", ())]
    form = read(from_rows([(label,) for label in FORM], bold=range(5)))
    assert [plan.passages for plan in form.plans] == [()]


def test_empty_workbook_is_one_plan_without_passages() -> None:
    assert [plan.passages for plan in read(from_rows([])).plans] == [()]


def test_title_is_that_of_the_sheet_or_its_name() -> None:
    rows = list(zip(FORM, ANNA[1:], strict=True))
    assert titles(from_rows(rows, "Plan for Anna")) == ["Plan for Anna"]
    assert titles(from_rows(rows, "Ark1")) == ["Opgave"]
    assert titles(from_rows([("Kompetenceplan 2025",), (), *rows], "Ark1", bold=(0,))) == [
        "Kompetenceplan 2025"
    ]


LONG = "Samtaler med borgere, der har mistet et barn, og " + "som ikke selv ringer " * 4
TURNED = (
    ("Situation", LONG, "Kørsel", None), ("Hvorfor", "borgeren mærker roen", "færre klager", "bedre søvn"),
    ("Mål", "kunne lytte", "kende loven", "sove"), ("Aktivitet", "kursus", "følge Ulla", "øve"),
    ("Opfølgning", "status i maj", "status i juni", "status i juli"),
)  # fmt: skip


def test_a_column_is_a_plan_though_its_first_cell_is_long_or_empty() -> None:
    def draw(book: Workbook, sheet: Worksheet) -> None:
        put(book, sheet, TURNED)
        sheet.write_column(0, 0, [row[0] for row in TURNED], book.add_format({"bold": True}))

    reading = read(written(draw))
    last = [plan.passages[-1].text for plan in reading.plans]
    assert last == ["status i maj", "status i juni", "status i juli"]
    assert one(reading, "kende loven").heading == ("Mål",)
    assert len(texts(reading)) == 14
