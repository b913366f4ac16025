"""The Danish names of fields, levels, marks and criteria by id."""

from functools import cache

from models.labels import Label, Labels
from models.method import load_method
from reports.criteria import criteria_by_id
from reports.texts import translate


@cache
def label_names(language: str = "da") -> dict[str, str]:
    """The name of each field, level and mark."""
    method = load_method()
    names = {field.id: field.name for field in method.fields}
    names |= {level.id: level.name for level in method.levels}
    names |= {mark.id: mark.name for mark in method.marks}
    return {id: translate(name, language) for id, name in names.items()}


def criterion_name(id: str, language: str = "da") -> str:
    """The criterion's name."""
    return translate(criteria_by_id()[id].name, language)


def named(labels: tuple[Label, ...], language: str = "da") -> str:
    """Labels by name."""
    return ", ".join(label_names(language)[label.id] for label in labels)


def label_words(labels: Labels, language: str = "da") -> str:
    """All labels by name with their scores in percent."""
    every = (*labels.fields, *labels.levels, *labels.marks)
    return ", ".join(f"{label_names(language)[label.id]} {round(100 * label.score)}" for label in every)
