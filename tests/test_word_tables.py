"""Tables as departments lay them out: which cells are labels, and what stands under which."""

from typing import Any

import pytest
from word_builder import cell, docx, para, row, run, table

from extractors.word import read_word

Found = list[tuple[str, tuple[str, ...]]]


def read(*body: str) -> Found:
    return [(p.text, p.heading) for plan in read_word(docx(*body)).plans for p in plan.passages]


def bold(text: str, **how: Any) -> str:
    return cell(para(run(text, bold=True)), **how)


def test_header_row_keeps_the_first_column() -> None:
    heads = row(bold("Navn"), bold("Mål"), bold("Hvornår"))
    assert read(table(heads, row("Hanne", "Kunne tale", "maj"), row(bold("Ole"), "Kunne lytte", "juni"))) == [
        ("Hanne", ("Navn",)), ("Kunne tale", ("Mål",)), ("maj", ("Hvornår",)),
        ("Ole", ("Navn",)), ("Kunne lytte", ("Mål",)), ("juni", ("Hvornår",)),
    ]  # fmt: skip


def test_row_labels_and_columns_are_both_named() -> None:
    heads = row(bold(""), bold("I dag"), bold("Om et år"))
    assert read(table(heads, row(bold("Hanne"), "Kigger på", "Gør det selv"))) == [
        ("Kigger på", ("Hanne", "I dag")), ("Gør det selv", ("Hanne", "Om et år")),
    ]  # fmt: skip


def test_known_row_labels_come_last() -> None:
    heads = row(bold("Felt"), bold("Aftale"), bold("Bemærk"))
    rows = [row(bold(field), f"{field} aftales", "husk det") for field in ("Opgave", "Læringsmål")]
    assert read(table(heads, *rows))[0] == ("Opgave aftales", ("Aftale", "Opgave"))


def test_two_levels_of_headers() -> None:
    upper = row(bold("Mål", span=2), bold("Tid"))
    lower = row(bold("Viden"), bold("Metoder"), bold("Uge"))
    assert read(table(upper, lower, row("Kende loven", "Føre samtale", "uge 12"))) == [
        ("Kende loven", ("Mål", "Viden")), ("Føre samtale", ("Mål", "Metoder")), ("uge 12", ("Tid", "Uge")),
    ]  # fmt: skip


def test_marked_header_row_without_bold() -> None:
    heads = row("Indsats", "Tovholder", header=True)
    assert read(table(heads, row("Vi øver os på stuen", "Hanne"))) == [
        ("Vi øver os på stuen", ("Indsats",)), ("Hanne", ("Tovholder",)),
    ]  # fmt: skip


def test_table_style_sets_the_labels_apart() -> None:
    rows = [row("Det nye", "Vi skal tage imod selv"), row("Det gamle", "Vi ringer til vagten")]
    assert read(table(*rows, style="Farvet", look='w:firstRow="0" w:firstColumn="1"')) == [
        ("Vi skal tage imod selv", ("Det nye",)), ("Vi ringer til vagten", ("Det gamle",)),
    ]  # fmt: skip


def test_labels_over_answers_in_several_columns() -> None:
    assert read(
        table(row(bold("Opgave"), bold("Perspektiv")), row("Vi tager imod", "Trygge børn"),
              row(bold("Mål"), bold("Hverdag")), row("Kunne lytte", "Fast punkt"))
    ) == [
        ("Vi tager imod", ("Opgave",)), ("Trygge børn", ("Perspektiv",)),
        ("Kunne lytte", ("Mål",)), ("Fast punkt", ("Hverdag",)),
    ]  # fmt: skip


def test_section_rows_head_the_rows_below() -> None:
    rows = [
        row(bold("Læring", span=2)),
        row(bold("Hvad"), "Kursus i byen"),
        row(bold("Efter", span=2)),
        row(bold("Hvem"), "Alle"),
    ]
    assert read(table(*rows)) == [("Kursus i byen", ("Læring", "Hvad")), ("Alle", ("Efter", "Hvem"))]


def test_guidance_under_a_label_is_a_text_of_its_own() -> None:
    label = cell(para(run("Læringsmål", bold=True)) + para("Beskriv hvad medarbejderen skal lære sig"))
    assert read(table(row(label, "Kunne tale"), row(bold("Hvem"), "Alle her"))) == [
        ("Beskriv hvad medarbejderen skal lære sig", ("Læringsmål",)),
        ("Kunne tale", ("Læringsmål",)),
        ("Alle her", ("Hvem",)),
    ]


def test_group_label_over_several_rows() -> None:
    group = cell(para(run("Læring", bold=True)), merge="restart")
    rows = [row(group, bold("Hvad"), "Kursus i byen"), row(cell(merge="continue"), bold("Hvornår"), "i maj")]
    assert read(table(*rows)) == [("Kursus i byen", ("Læring", "Hvad")), ("i maj", ("Læring", "Hvornår"))]


def test_banded_rows_are_no_labels() -> None:
    long = "Vi skal hver især kunne tage imod en ny kollega og vise rundt i hele huset uden hjælp fra andre"
    heads = row(bold("Mål"), bold("Hvordan"))
    rows = [
        row(cell(long, shade="EEEEEE"), cell(long + " igen", shade="EEEEEE")),
        row(long + " nu", long + " så"),
    ]
    assert [heading for _, heading in read(table(heads, *rows))] == [("Mål",), ("Hvordan",)] * 2


def test_bold_answer_stays_an_answer() -> None:
    rows = [row(bold("Navn"), bold("Hanne Lykke")), row(bold("Mål"), "Kunne tale"), row(bold("Hvem"), "Alle")]
    assert read(table(*rows))[0] == ("Hanne Lykke", ("Navn",))


def test_matrix_scores_and_crosses_are_no_passages() -> None:
    heads = row(bold("Kompetence"), bold("Nu"), bold("Mål"))
    found = read(table(heads, row("Kunne føre samtalen", "2", "4"), row("Kende loven", "x", "")))
    assert [text for text, _ in found] == ["Kunne føre samtalen", "Kende loven"]


@pytest.mark.parametrize("sign", ["☒", "☑", "✓"])
def test_choices_in_a_cell(sign: str) -> None:
    assert read(table(row("Form:", f"{sign} Kursus ☐ Sidemand"), row("Nået?", f"☐ Ja {sign} Nej"))) == [
        ("Kursus", ("Form",)), ("Nej", ("Nået?",)),
    ]  # fmt: skip


def test_a_layout_table_is_read_as_running_text() -> None:
    inside = (
        para("Mål", style="Overskrift1")
        + para("Kunne tale")
        + para("Opfølgning", style="Overskrift1")
        + para("I maj")
    )
    assert read(table(row(cell(inside)))) == [("Kunne tale", ("Mål",)), ("I maj", ("Opfølgning",))]
