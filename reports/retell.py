"""Sentences that the program made in Danish, told again in another language; quotes stay as they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from extractors.document import Fault
from models.method import load_method
from reports.audit import Audit, AuditedDocument, AuditedPlan, Finding, Judgement, Pitfall
from reports.criteria import Criterion, criteria_by_id
from reports.fault_texts import fault_texts
from reports.mask_audit import ChangedPlans, mask_plan
from reports.names import criterion_in
from reports.texts import SOURCE, listed, load_texts, translate
from reports.verdict_pitfalls import texts as pitfall_texts
from reports.verdict_texts import templates

_GAP = re.compile(r"\{(\w+)\}")
_TASK = "egen_opgave"  # the sentence that may follow an advice


def retell(audit: Audit, language: str) -> Audit:
    """The audit with everything that the program itself says in the language."""
    if language == SOURCE:
        return audit
    documents = tuple(_document(document, language) for document in audit.documents)
    return replace(
        audit, documents=documents, plans=ChangedPlans(audit.plans, partial(_plan, language=language))
    )


def _plan(plan: AuditedPlan, language: str) -> AuditedPlan:
    """The plan with its judgement retold and the signs for hidden names in the language."""
    words, native = load_texts(language)["hidden"], load_texts()["hidden"]
    signs = {native[key]: words[key] for key in native}
    shown = mask_plan(plan, lambda text: _replaced(text, signs) if "[" in text else text)
    return replace(shown, judgement=_judgement(shown.judgement, language))


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    """The text with each sign replaced."""
    for sign, other in signs.items():
        text = text.replace(sign, other)
    return text


def _judgement(judgement: Judgement, language: str) -> Judgement:
    """The judgement with each sentence retold."""
    return replace(
        judgement,
        findings=tuple(_finding(finding, language) for finding in judgement.findings),
        pitfalls=tuple(replace(pitfall, text=_pitfall(pitfall, language)) for pitfall in judgement.pitfalls),
    )


def _document(document: AuditedDocument, language: str) -> AuditedDocument:
    """The document with its fault's message retold."""
    fault = document.error
    if fault is None:
        return document
    said = next((t for text in fault_texts() if (t := _told(fault.message, text, {}, language))), None)
    return replace(document, error=Fault(fault.code, said or fault.message, fault.place))


def _finding(finding: Finding, language: str) -> Finding:
    """The finding with reason and advice retold."""
    own, other = criteria_by_id()[finding.criterion], criterion_in(finding.criterion, language)
    known = {"x": (own.looks_for, other.looks_for), "savner": (own.lacks, other.lacks)}
    reasons = (_told(finding.reason, text, known, language) for text in templates().values())
    advice = _advice(finding.advice, own, other, language)
    return replace(finding, reason=next(filter(None, reasons), finding.reason), advice=advice)


def _advice(advice: str, own: Criterion, other: Criterion, language: str) -> str:
    """The advice: the criterion's, perhaps with the plan's own task, or to hold on."""
    asked = {"afklar": (own.question, other.question)}
    for name in ("hold_fast", "ikke_noedvendigt"):
        if told := _told(advice, templates()[name], asked, language):
            return told
    for text, said in ((own.advice_half, other.advice_half), (own.advice_missing, other.advice_missing)):
        begun = f"{own.question} {text}"
        if advice.startswith(begun):
            task = _told(advice[len(begun) :], templates()[_TASK], {}, language)
            return f"{other.question} {said}{task or ''}"
    return advice


def _pitfall(pitfall: Pitfall, language: str) -> str:
    """The pitfall's sentence."""
    text = pitfall_texts().get(pitfall.id, "")
    return _told(pitfall.text, text, {}, language) or translate(pitfall.text, language)


Known = Mapping[str, tuple[str, str]]  # what a gap is filled with, in Danish and in the language


def _told(said: str, template: str, known: Known, language: str) -> str | None:
    """The Danish sentence in the language, where it was made from the template; None where it was not."""
    found = _pattern(template, tuple((name, text) for name, (text, _) in known.items())).fullmatch(said)
    if found is None:
        return None
    fillings = {name: _filling(name, text, known, language) for name, text in found.groupdict().items()}
    return translate(template, language).format(**fillings)


@cache
def _pattern(template: str, known: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """What a template's sentences look like."""
    texts, parts, at = dict(known), [], 0
    for gap in _GAP.finditer(template):
        name = gap.group(1)
        parts += [re.escape(template[at : gap.start()]), f"(?P<{name}>{_any(name, texts)})"]
        at = gap.end()
    return re.compile("".join([*parts, re.escape(template[at:])]), re.DOTALL)


def _any(name: str, texts: Mapping[str, str]) -> str:
    """What may fill a gap."""
    if name in texts:
        return f"(?:,? ){re.escape(texts[name])}" if name == "x" else re.escape(texts[name])
    return ".*" if name == "q" else ".+"


def _filling(name: str, text: str, known: Known, language: str) -> str:
    """What fills the gap in the language."""
    if name in known:
        return f" {known[name][1]}" if name == "x" else known[name][1]
    return quotes_in(_terms(text, language) if name in ("niveauer", "rest") else text, language)


def quotes_in(text: str, language: str) -> str:
    """Quotes from the plan with the language's signs and the words between them."""
    for own in ("; den begynder med ", "« og »"):
        text = text.replace(own, translate(own, language))
    sign = load_texts(language)["quote"]["text"].split("{text}")
    return text.replace("»", sign[0]).replace("«", sign[1])


def _terms(text: str, language: str) -> str:
    """Names of levels and fields, listed in prose; and what else may stand in their place."""
    names = dict(_term_names(language))
    if "»" in text:  # undervisning (»…«)
        word, rest = text.split(" (", 1)
        return f"{names.get(word, word)} ({rest}"
    found = re.findall("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text)
    return listed([names[name] for name in found], language) if found else text


@cache
def _term_names(language: str) -> tuple[tuple[str, str], ...]:
    """Each term that a reason may list, in lower case, with its word in the language."""
    return tuple((name, translate(name.capitalize(), language).lower()) for name in _danish_terms())


def _danish_terms() -> Iterator[str]:
    """Levels, fields, and the words for teaching and its lack."""
    method = load_method()
    yield from (level.name.lower() for level in method.levels)
    yield from (field.name.lower() for field in method.fields)
    yield from (
        load_texts()["terms"][key].lower() for key in ("trying", "feedback", "teaching", "named_only")
    )
