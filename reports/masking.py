"""Hides what may not be shown: CPR numbers always, e-mail addresses and telephone numbers in reports."""

import re

_NUMBER = re.compile(r"\d\d.{0,3}?\d\d")  # without this there is neither CPR nor telephone number
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"  # replacement numbers add 60 to the day
_DATE = rf"{_DAY}[.]?(?:0[1-9]|1[0-2])[.]?\d\d"
_CPR = re.compile(
    rf"(?<![\d.,])(?:{_DATE}[ \u00a0]?[-\u2010-\u2015\u2212][ \u00a0]?(?:\d{{4}}|[A-Z]{{3}}\d|[A-Z]{{2}}\d\d)"
    rf"|{_DATE}[ \u00a0]?\d{{4}})(?!\d)"
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?!(?:19|20)\d\d[ \u00a0](?:19|20)\d\d)(?:(?:\+|00)45[ \u00a0]?)?"
    r"(?:[2-9]\d(?:[ \u00a0.]\d\d){3}|[2-9]\d{3}[ \u00a0]\d{4}|[2-9]\d{7})(?![\w/-]|[.,]\d)"
)
EMAIL_WORD = "[e-mail]"
PHONE_WORD = "[telefon]"


def _hide(match: re.Match[str]) -> str:
    """The number with each digit or letter as x, so that positions in the text stay."""
    return re.sub(r"[0-9A-Z]", "x", match.group())


def mask_cpr(text: str) -> str:
    """The text with CPR numbers (also replacement numbers) as xxxxxx-xxxx; its length is kept."""
    return _CPR.sub(_hide, text) if _NUMBER.search(text) else text


def mask_contacts(text: str) -> str:
    """The text with CPR numbers, e-mail addresses and Danish telephone numbers hidden."""
    if "@" in text:
        text = _EMAIL.sub(EMAIL_WORD, text)
    return _PHONE.sub(PHONE_WORD, mask_cpr(text)) if _NUMBER.search(text) else text
