"""One document, several plans: told apart as a person would by what repeats."""

from word_builder import cell, docx, form, para, row, run, table

from extractors.document import Reading
from extractors.word import read_word

FIELDS = ("Mål", "Aktivitet", "Opfølgning")


def plan_form(name: str = "") -> str:
    pairs = [(field, f"{name} {field.lower()} i det nye år") for field in FIELDS]
    return form(*([("Navn", name)] if name else []), *pairs)


def title(text: str) -> str:
    return para(run(text, bold=True, size=32))


def titles(reading: Reading) -> list[str]:
    return [plan.title for plan in reading.plans]


def test_one_form_under_each_title() -> None:
    reading = read_word(docx(title("Plan for Hanne"), plan_form(), title("Plan for Ole"), plan_form()))
    assert titles(reading) == ["Plan for Hanne", "Plan for Ole"]
    assert [plan.metadata.owner for plan in reading.plans] == ["Hanne", "Ole"]


def test_forms_without_titles_are_told_by_the_name() -> None:
    reading = read_word(docx(plan_form("Hanne"), para(), plan_form("Ole"), para(), plan_form("Yrsa")))
    assert titles(reading) == ["Hanne", "Ole", "Yrsa"]
    assert [len(plan.passages) for plan in reading.plans] == [4, 4, 4]


def test_titles_that_look_like_labels() -> None:
    labels = [para(run(field, bold=True)) + para(f"Noget om {field.lower()} her") for field in FIELDS]
    body = [para(run("Køkkenet", bold=True)), *labels, para(run("Vaskeriet", bold=True)), *labels]
    assert titles(read_word(docx(*body))) == ["Køkkenet", "Vaskeriet"]


def test_heading_styles_with_fields_below() -> None:
    fields = "".join(para(f, style="Overskrift2") + para(f"Tekst om {f.lower()}") for f in FIELDS)
    reading = read_word(
        docx(
            para("Kompetenceplaner 2025", style="Titel"),
            para("Planerne gælder hele huset."),
            para("Team Øst", style="Overskrift1"), fields,
            para("Team Vest", style="Overskrift1"), fields,
        )
    )  # fmt: skip
    assert titles(reading) == ["Team Øst", "Team Vest"]
    assert [p.text for p in reading.outside] == ["Planerne gælder hele huset."]


def test_chapters_are_no_plans() -> None:
    chapters = ("Baggrund", "Mål", "Aktiviteter", "Opfølgning")
    body = [para(c, style="Overskrift1") + para("Tekst under kapitlet") for c in chapters]
    assert titles(read_word(docx(para("Strategi", style="Titel"), *body))) == ["Strategi"]


def test_numbered_goals_are_parts_of_one_plan() -> None:
    goals = [para(f"Mål {n}", style="Overskrift1") + plan_form() for n in (1, 2, 3)]
    assert titles(read_word(docx(para("Plan for huset", style="Titel"), *goals))) == ["Plan for huset"]


def test_rows_across_the_table_begin_plans() -> None:
    def rows(name: str) -> list[str]:
        head = row(cell(para(run(f"Plan for {name}", bold=True)), span=2))
        return [head, *(row(cell(para(run(f, bold=True))), f"{name} gør noget") for f in FIELDS)]

    reading = read_word(docx(table(*rows("Hanne"), *rows("Ole"))))
    assert titles(reading) == ["Plan for Hanne", "Plan for Ole"]
    assert {p.heading[-1] for plan in reading.plans for p in plan.passages} == set(FIELDS)


def test_an_empty_template_is_one_plan() -> None:
    reading = read_word(docx(title("Kompetenceplan"), form(*((field, "") for field in FIELDS))))
    assert titles(reading) == ["Kompetenceplan"]
    assert reading.plans[0].passages == ()
    assert {h.text for h in reading.headings} == {"Kompetenceplan", *FIELDS}


def test_a_document_without_title_takes_the_header() -> None:
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    header = {"header1": para("Kompetenceplan for Børnehuset Sol")}
    reading = read_word(docx(plan_form(), section=reference, margins=header))
    assert titles(reading) == ["Kompetenceplan for Børnehuset Sol"]


def test_nothing_is_lost_between_plans() -> None:
    body = [
        para("Fælles indledning til dem alle"),
        title("Plan for Hanne"),
        plan_form(),
        title("Plan for Ole"),
        plan_form(),
    ]
    reading = read_word(docx(*body))
    passages = [*reading.outside, *(p for plan in reading.plans for p in plan.passages)]
    assert len(passages) == 7
    assert len({p.place for p in passages}) == 7


LETTER = [para(f"Vi talte om sag nummer {number}.") for number in range(6)]


def test_letters_without_fields_are_told_by_how_much_each_says() -> None:
    heads = [para(text, style="Overskrift1") for text in ("Signe efter påske", "Den nye minigraver")]
    assert titles(read_word(docx(heads[0], *LETTER, heads[1], *LETTER))) == [
        "Signe efter påske", "Den nye minigraver",
    ]  # fmt: skip
    assert len(read_word(docx(heads[0], *LETTER, heads[1], *LETTER[:3])).plans) == 1


def test_a_letter_may_have_long_parts() -> None:
    heads = [para(text, style="Overskrift1") for text in ("Den nye minigraver", "Hvad vi skal lære")]
    assert len(read_word(docx(heads[0], *LETTER, heads[1], *LETTER)).plans) == 1


def test_sentences_count_and_not_paragraphs() -> None:
    text = para(
        "Vi har en ny maskine. Den er tung. Ingen kan køre den. Ole kan. Han viser det. Så kan vi det."
    )
    heads = [para(text, style="Overskrift1") for text in ("Signe efter påske", "Den nye minigraver")]
    assert len(read_word(docx(heads[0], text, heads[1], text)).plans) == 2
