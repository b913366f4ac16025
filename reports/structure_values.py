"""Dates and percentages that a text states beyond doubt, as values."""

import re
from collections.abc import Iterable
from datetime import date

from reports.structure import StructuredPlan

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
          "oktober", "november", "december")  # fmt: skip
_NUMBERS = re.compile(r"(?<![\d.,/-])(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?![\d/-])")
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s+({'|'.join(MONTHS)})\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_PERCENT = re.compile(r"(?<![\d.,–-])(\d{1,3}(?:,\d+)?)\s?(?:%|pct\.?|procent)(?!\w)", re.IGNORECASE)
EXCEL_START = date(1899, 12, 30)


def dates_in(text: str) -> list[date]:
    """The dates with day, month and four-digit year, in order of place."""
    found = [(m.start(), (m[3], m[2], m[1])) for m in _NUMBERS.finditer(text)]
    found += [(m.start(), (m[3], str(MONTHS.index(m[2].lower()) + 1), m[1])) for m in _WORDS.finditer(text)]
    found += [(m.start(), (m[1], m[2], m[3])) for m in _ISO.finditer(text)]
    made = (_date(*parts) for _, parts in sorted(found))
    return [each for each in made if each is not None]


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def percents_in(text: str) -> list[float]:
    """The percentages as shares (25 % is 0.25)."""
    return [float(match[1].replace(",", ".")) / 100 for match in _PERCENT.finditer(text)]


def serial(day: date | None) -> int | None:
    """A date as Excel counts it."""
    return None if day is None else (day - EXCEL_START).days


def only(values: Iterable[float]) -> float | None:
    """The one value that is stated; None where there is none or more than one."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def plan_dates(plan: StructuredPlan) -> list[date]:
    """All dates in the plan's pieces, the earliest first."""
    return sorted(day for piece in plan.pieces for day in dates_in(piece.text))
