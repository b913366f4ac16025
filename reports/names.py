"""The names of fields, levels, marks and criteria by id, and their texts, in the language."""

from dataclasses import replace
from functools import cache

from models.labels import Label, Labels
from models.method import load_method
from reports.criteria import Criterion, criteria_by_id
from reports.texts import SOURCE, translate


@cache
def label_names(language: str = SOURCE) -> dict[str, str]:
    """The name of each field, level and mark."""
    method = load_method()
    names = {field.id: field.name for field in method.fields}
    names |= {level.id: level.name for level in method.levels}
    names |= {mark.id: mark.name for mark in method.marks}
    return {id: translate(name, language) for id, name in names.items()}


@cache
def criteria_in(language: str) -> dict[str, Criterion]:
    """The criteria by id with their texts in the language."""
    return {id: _criterion(criterion, language) for id, criterion in criteria_by_id().items()}


def criterion_in(id: str, language: str) -> Criterion:
    """A criterion with its texts in the language."""
    return criteria_in(language)[id]


def criterion_name(id: str, language: str = SOURCE) -> str:
    """The criterion's name."""
    return criterion_in(id, language).name


def _criterion(criterion: Criterion, language: str) -> Criterion:
    """The criterion with each text translated."""
    return replace(
        criterion,
        name=translate(criterion.name, language),
        asks=translate(criterion.asks, language),
        looks_for=translate(criterion.looks_for, language),
        lacks=translate(criterion.lacks, language),
        question=translate(criterion.question, language),
        advice_missing=translate(criterion.advice_missing, language),
        advice_half=translate(criterion.advice_half, language),
        chapter=translate(criterion.chapter, language),
    )


def named(labels: tuple[Label, ...], language: str = SOURCE) -> str:
    """Labels by name."""
    return ", ".join(label_names(language)[label.id] for label in labels)


def label_words(labels: Labels, language: str = SOURCE) -> str:
    """All labels by name with their scores in percent."""
    every = (*labels.fields, *labels.levels, *labels.marks)
    return ", ".join(f"{label_names(language)[label.id]} {round(100 * label.score)}" for label in every)
