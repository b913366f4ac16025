"""The consultant's workbook, corrected in its yellow columns and read back."""

import warnings
from itertools import islice
from pathlib import Path

import pytest
from audit_builder import corpus_audit, corpus_rows
from openpyxl import Workbook, load_workbook

from extractors.faults import PlantjekError
from models.labelset import FIELD_OF
from pipeline.cli import main
from reports.corrections import read_corrections
from reports.names import label_names
from reports.settings import Settings
from reports.texts import load_texts
from reports.workbook import write_workbook

AUDIT = corpus_audit(islice(corpus_rows("t1", "t4"), 6))


@pytest.fixture(params=["da", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def corrected(folder: Path, language: str, *changes: tuple[str, str, str, str]) -> Path:
    """The workbook with (sheet, id in its row, header, word) written into it as a person would."""
    (path,) = write_workbook(AUDIT, folder, Settings(language=language))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl does not know the bars in the score cells
        book = load_workbook(path)
    for sheet, id, header, word in changes:
        write(book, load_texts(language)["workbook"], (sheet, id, header), word)
    book.save(path)
    return path


def write(book: Workbook, words: dict[str, str], place: tuple[str, str, str], word: str) -> None:
    sheet = book[words[place[0]]]
    heads = [str(cell.value) for cell in sheet[1]]
    ids = set(place[1].split("/"))
    row = next(row for row in sheet.iter_rows(min_row=2) if ids <= {str(cell.value) for cell in row})
    row[heads.index(words[place[2]])].value = word


def test_what_nobody_corrected_is_only_context(tmp_path: Path, language: str) -> None:
    documents = read_corrections(corrected(tmp_path, language))
    assert [d.name for d in documents] == [plan.id for plan in AUDIT.plans]
    for document, plan in zip(documents, AUDIT.plans, strict=True):
        assert [p.unit.text for p in document.passages()] == [p.passage.text.strip() for p in plan.passages]
        assert not any(p.agreed for p in document.passages())
        for passage, labelled in zip(document.passages(), plan.passages, strict=True):
            assert passage.fields == labelled.labels.field_ids()
            fitting = {
                id for id in labelled.labels.mark_ids() if FIELD_OF.get(id, "opgave") in passage.fields
            }
            assert passage.marks == fitting


def test_corrections_come_back(tmp_path: Path, language: str) -> None:
    plan, names = AUDIT.plans[0], label_names(language)
    verdicts = load_texts(language)["verdicts"]
    doubtful = plan.judgement.findings[0]
    path = corrected(
        tmp_path,
        language,
        (
            "passages",
            plan.passage_id(0),
            "corrected_fields",
            f"{names['opgave']}, {names['hverdag'].lower()}",
        ),
        ("passages", plan.passage_id(1), "corrected_fields", load_texts(language)["workbook"]["none"]),
        ("passages", plan.passage_id(2), "corrected_marks", names["feedback"]),
        ("passages", plan.passage_id(3), "corrected_levels", "rolle"),
        ("verdicts", f"{plan.id}/{doubtful.criterion}", "corrected_verdict", verdicts["ikke_relevant"]),
    )
    document = read_corrections(path)[0]
    first, second, third, fourth = document.passages()[:4]
    assert first.fields == {"opgave", "hverdag"}
    assert second.fields == frozenset()
    assert "traeningsbane" in third.fields
    assert third.marks == {"feedback"}
    assert "laeringsmaal" in fourth.fields
    assert fourth.levels == {"rolle"}
    assert [p.agreed for p in document.passages()[:5]] == [True] * 4 + [False]
    assert document.sections[0].criteria == {doubtful.criterion: "ikke_relevant"}


def test_a_wrong_word_is_shown_with_its_row(tmp_path: Path) -> None:
    id = AUDIT.plans[0].passage_id(2)
    path = corrected(tmp_path, "da", ("passages", id, "corrected_fields", "Opgavee"))
    with pytest.raises(
        PlantjekError, match=r"række 4, kolonnen »Rettet felt«: »Opgavee« .* Skriv Opgave, Perspektiv"
    ):
        read_corrections(path)


def test_other_workbooks_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "andet.xlsx"
    Workbook().save(other)
    with pytest.raises(PlantjekError, match="ikke konsulentens regneark"):
        read_corrections(other)
    other.write_bytes(b"PK")
    with pytest.raises(PlantjekError, match="kan ikke læses"):
        read_corrections(other)


def test_adapt_and_evaluate_take_the_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = AUDIT.plans[0]
    changes = [("passages", plan.passage_id(n), "corrected_fields", "Hverdag") for n in range(4)]
    finding = plan.judgement.findings[0]
    changes.append(("verdicts", f"{plan.id}/{finding.criterion}", "corrected_verdict", "Mangler"))
    path = corrected(tmp_path, "da", *changes)
    assert main(["adapt", str(path), "--out", str(tmp_path / "egen")]) == 0
    assert "lært af 4 rettede passager" in capsys.readouterr().out
    assert main(["evaluate", str(path), "--model", str(tmp_path / "egen")]) == 0
    told = capsys.readouterr().out
    assert "af 1 er, som de er rettet til" in told
