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
from reports.audit import Finding, Verdict
from reports.corrections import read_corrections
from reports.judge import judge

NOWHERE = Place("word", "body", "")


def evaluate(arguments: argparse.Namespace) -> int:
    """Prints the measures by field, level, mark and criterion."""
    documents = list(read_gold(arguments.gold))
    classifier = Classifier.load(arguments.model)
    of_labels = labels.evaluate(labels.measure(classifier, documents))
    pairs, told, corrected = judged(documents, classifier)
    of_corrected = verdicts.measure(corrected) if corrected else None
    of_verdicts = verdicts.evaluate(pairs) if pairs else None
    error = verdicts.calibration(told) if told else None
    if arguments.page:
        name = f"{classifier.name} {classifier.version}"
        write_page(of_labels, name, arguments.page)
    if arguments.json:
        record = {
            "labels": of_labels.as_json(),
            "verdicts": asdict(of_verdicts) if of_verdicts else None,
            "verdict_calibration_error": error,
            "corrected_verdicts": asdict(of_corrected) if of_corrected else None,
        }
        print(json.dumps(record, ensure_ascii=False))
        return 0
    print(labels.as_text(of_labels))
    if of_verdicts:
        print("\n".join(verdict_lines(of_verdicts)))
        print(f"Kalibreringsfejl for dommenes sikkerhed: {error:.3f}")
    if of_corrected:
        right = round(of_corrected.accuracy * of_corrected.count)
        print(f"Rettede domme: {right} af {of_corrected.count} er, som de er rettet til.")
    return 0


def write_page(measured: labels.Evaluation, model: str, path: Path) -> None:
    """Writes the measures with confusion and calibration as an HTML page."""
    try:
        path.write_text(page(measured, "Modellens mål", model), encoding="utf-8")
    except OSError as error:
        raise PlantjekError(f"{path} kan ikke skrives ({error.strerror}).") from error


def read_gold(paths: Sequence[Path]) -> Iterator[GoldDocument]:
    """The labelled documents of the files, of .jsonl files in folders, and of corrected workbooks."""
    for path in paths:
        found = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not path.exists() or not found:
            raise PlantjekError(f"Der er ingen mærkede dokumenter i {path}.")
        if path.suffix.casefold() == ".xlsx":
            yield from read_corrections(path)
            continue
        try:
            yield from read(found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PlantjekError(f"{path} er ikke i korpussets format ({error}).") from error


def judged(
    documents: Sequence[GoldDocument], classifier: Classifier
) -> tuple[list[verdicts.Pair], list[tuple[float, bool]], list[tuple[Verdict, Verdict]]]:
    """Verdicts beside the readers' of whole plans, confidences with whether right, and corrected verdicts."""
    pairs: list[verdicts.Pair] = []
    told: list[tuple[float, bool]] = []
    corrected: list[tuple[Verdict, Verdict]] = []
    for document in documents:
        for gold, findings in _findings(document, classifier):
            if len(gold) < len(findings):
                corrected += [(gold[f.criterion], f.verdict) for f in findings if f.criterion in gold]
                continue
            pairs.append(verdicts.Pair(gold, {each.criterion: each.verdict for each in findings}))
            told += [(each.confidence, gold[each.criterion] == each.verdict) for each in findings]
    return pairs, told, corrected


def _findings(
    document: GoldDocument, classifier: Classifier
) -> Iterator[tuple[verdicts.Verdicts, tuple[Finding, ...]]]:
    """The readers' verdicts on each plan, all or those that were corrected, and ours."""
    passages = [Passage(unit.text, unit.heading, NOWHERE) for unit in document.units()]
    (found,) = classifier.label([passages])
    labelled = [LabelledPassage(*each) for each in zip(passages, found, strict=True)]
    at = 0
    for section in document.sections:
        own = labelled[at : at + len(section.passages)]
        at += len(section.passages)
        findings = judge(own, section.title).findings
        criteria = section.criteria.items()
        gold: dict[str, Verdict] = {id: verdict for id, verdict in criteria if verdict}  # type: ignore[misc]
        if gold:
            yield gold, findings


def verdict_lines(measured: verdicts.Evaluation) -> Iterator[str]:
    """The verdicts' measures, a line a criterion."""
    yield f"\n{'kriterium':<34}{'ens':>7}{'præc.':>7}{'genk.':>7}{'F1':>7}   (huller: mangler eller delvist)"
    for name, each in [*measured.by_criterion.items(), ("alle domme", measured.whole)]:
        yield f"{name:<34}{each.accuracy:>7.2f}{each.precision:>7.2f}{each.recall:>7.2f}{each.f1:>7.2f}"
    for name, interval in measured.intervals.items():
        yield f"{name:<34}{interval.value:>7.3f}  (95 %: {interval.low:.3f}–{interval.high:.3f})"
