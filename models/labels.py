"""What the model asserts of a passage: labels with scores. Pure data, no spaCy."""

from dataclasses import dataclass

from extractors.document import Passage


@dataclass(frozen=True, slots=True)
class Label:
    """One asserted label (an id of the method) and its calibrated probability."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that a matcher found; kind: laeringsform, ansvarstrin, dato, varighed, person, cpr"""

    kind: str
    id: str  # the learning form's or step's id; for other kinds the kind itself
    start: int  # characters in the passage's text
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one passage; empty tuples say that nothing is asserted."""

    fields: tuple[Label, ...] = ()
    levels: tuple[Label, ...] = ()
    marks: tuple[Label, ...] = ()
    terms: tuple[Term, ...] = ()
    certainty: float = 1.0  # probability that the fields as a whole are right; low: a person should look
    likely: tuple[Label, ...] = ()  # labels not asserted whose probability is at least 0.05

    def field_ids(self) -> frozenset[str]:
        """The asserted fields' ids."""
        return frozenset(label.id for label in self.fields)

    def level_ids(self) -> frozenset[str]:
        """The asserted levels' ids."""
        return frozenset(label.id for label in self.levels)

    def mark_ids(self) -> frozenset[str]:
        """The asserted marks' ids."""
        return frozenset(label.id for label in self.marks)


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A passage and what the model asserts of it."""

    passage: Passage
    labels: Labels
