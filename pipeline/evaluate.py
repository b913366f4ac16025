"""`plantjek evaluate`: how well labels and verdicts fit labelled documents."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from extractors.document import Passage, Place
from extractors.faults import PlantjekError
from models import evaluation as labels
from models.classifier import Classifier
from models.evaluate_page import page
from models.gold import GoldDocument, read
from models.labels import LabelledPassage
from reports import evaluation as verdicts
from reports.audit import Finding
from reports.judge import judge

NOWHERE = Place("word", "body", "")


def evaluate(arguments: argparse.Namespace) -> int:
    """Prints the measures by field, level, mark and criterion."""
    documents = list(read_gold(arguments.gold))
    classifier = Classifier.load(arguments.model)
    of_labels = labels.evaluate(labels.measure(classifier, documents))
    pairs, told = judged(documents, classifier)
    of_verdicts = verdicts.evaluate(pairs) if pairs else None
    error = verdicts.calibration(told) if told else None
    if arguments.page:
        name = f"{classifier.name} {classifier.version}"
        write_page(of_labels, name, arguments.page)
    if arguments.json:
        record = {"labels": of_labels.as_json(), "verdicts": asdict(of_verdicts) if of_verdicts else None}
        print(json.dumps(record | {"verdict_calibration_error": error}, ensure_ascii=False))
        return 0
    print(labels.as_text(of_labels))
    if of_verdicts:
        print("\n".join(verdict_lines(of_verdicts)))
        print(f"Kalibreringsfejl for dommenes sikkerhed: {error:.3f}")
    return 0


def write_page(measured: labels.Evaluation, model: str, path: Path) -> None:
    """Writes the measures with confusion and calibration as an HTML page."""
    try:
        path.write_text(page(measured, "Modellens mål", model), encoding="utf-8")
    except OSError as error:
        raise PlantjekError(f"{path} kan ikke skrives ({error.strerror}).") from error


def read_gold(paths: Sequence[Path]) -> Iterator[GoldDocument]:
    """The labelled documents of the files, and of the .jsonl files in the folders."""
    for path in paths:
        found = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not path.exists() or not found:
            raise PlantjekError(f"Der er ingen mærkede dokumenter i {path}.")
        try:
            yield from read(found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PlantjekError(f"{path} er ikke i korpussets format ({error}).") from error


def judged(
    documents: Sequence[GoldDocument], classifier: Classifier
) -> tuple[list[verdicts.Pair], list[tuple[float, bool]]]:
    """Each plan's verdicts beside the readers', and each verdict's confidence with whether it was right."""
    pairs: list[verdicts.Pair] = []
    told: list[tuple[float, bool]] = []
    for document in documents:
        for gold, findings in _findings(document, classifier):
            pairs.append(verdicts.Pair(gold, {each.criterion: each.verdict for each in findings}))
            told += [(each.confidence, gold[each.criterion] == each.verdict) for each in findings]
    return pairs, told


def _findings(
    document: GoldDocument, classifier: Classifier
) -> Iterator[tuple[verdicts.Verdicts, tuple[Finding, ...]]]:
    """The readers' verdicts on each plan that has them all, and ours."""
    passages = [Passage(unit.text, unit.heading, NOWHERE) for unit in document.units()]
    (found,) = classifier.label([passages])
    labelled = [LabelledPassage(*each) for each in zip(passages, found, strict=True)]
    at = 0
    for section in document.sections:
        own = labelled[at : at + len(section.passages)]
        at += len(section.passages)
        findings = judge(own, section.title).findings
        gold = {each.criterion: section.criteria.get(each.criterion) for each in findings}
        if all(gold.values()):
            yield gold, findings  # type: ignore[misc]  # all four verdicts, checked by the reader


def verdict_lines(measured: verdicts.Evaluation) -> Iterator[str]:
    """The verdicts' measures, a line a criterion."""
    yield f"\n{'kriterium':<34}{'ens':>7}{'præc.':>7}{'genk.':>7}{'F1':>7}   (huller: mangler eller delvist)"
    for name, each in [*measured.by_criterion.items(), ("alle domme", measured.whole)]:
        yield f"{name:<34}{each.accuracy:>7.2f}{each.precision:>7.2f}{each.recall:>7.2f}{each.f1:>7.2f}"
    for name, interval in measured.intervals.items():
        yield f"{name:<34}{interval.value:>7.3f}  (95 %: {interval.low:.3f}–{interval.high:.3f})"
