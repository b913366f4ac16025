"""What extraction makes of a file: passages with headings and place, gathered into plans."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "excel"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: part of the file and an address that is stable for the file."""

    kind: Kind
    part: str  # body, header, footer, footnote, endnote, comment, textbox; in Excel the sheet's name
    at: str  # Word: p12, t2r3c1p1; Excel: B7
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest piece of text that stands on its own, exactly as in the document."""

    text: str
    heading: tuple[str, ...]  # outermost first: headings, then column header or label
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, column header or field label: context of passages, itself no passage."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A visible text that is neither passage nor heading, and why: a bare number, a cross, a prompt."""

    text: str
    place: Place
    reason: str  # number, sign, prompt, unticked, guidance, own_column, chart, control, margin, unread


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who a plan is for, as it stands in the plan; None where nothing was found."""

    workplace: str | None = None
    owner: str | None = None
    leader: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan as a person would delimit it: its passages in reading order."""

    title: str
    metadata: Metadata
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the data: a code of the contract, a Danish message, a place if known."""

    code: str
    message: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found: plans, passages outside any plan, headings, and what was left out and why."""

    plans: tuple[Plan, ...]
    outside: tuple[Passage, ...] = ()
    headings: tuple[Heading, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    own: bool = False  # a structured plan that plantjek wrote: its passages are never split


@dataclass(frozen=True, slots=True)
class Document:
    """One file: what was read, or the fault that kept it from being read."""

    path: str  # relative to the folder given, with /
    sha256: str
    kind: str  # the file type: docx, xlsx, …
    language: str | None
    reading: Reading
    fault: Fault | None = None
