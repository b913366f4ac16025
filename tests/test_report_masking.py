"""What masking hides, and what it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.masking import mask_contacts, mask_cpr


@pytest.mark.parametrize(
    "number",
    [
        "120379-1234",
        "1203791234",
        "120379 1234",
        "120379 - 1234",
        "120379–1234",
        "120379\u20111234",
        "12.03.79-1234",
        "720379-1234",
        "120379-AB12",
    ],
)
def test_cpr_numbers_are_hidden_and_length_kept(number: str) -> None:
    text = f"Født {number}, bor i Nordby"
    masked = mask_cpr(text)
    assert number not in masked
    assert len(masked) == len(text)
    assert masked.startswith("Født xx")
    assert masked.endswith(", bor i Nordby")


@pytest.mark.parametrize(
    "text",
    [
        "Uge 12-14, 2025",
        "journal 9912345678",
        "konto 1234-0012345678",
        "12.03.2025-14.03.2025",
        "kl. 13.30-15.00",
        "j.nr. 2024-031234",
        "120 000-1500 kr.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_cpr(text) == text


@given(st.integers(1, 31), st.integers(1, 12), st.integers(0, 99), st.integers(0, 9999), st.text())
def test_no_cpr_number_survives(day: int, month: int, year: int, serial: int, around: str) -> None:
    number = f"{day:02}{month:02}{year:02}-{serial:04}"
    assert number not in mask_cpr(f"{around} {number} {around}")


def test_contacts_are_hidden() -> None:
    text = "Ring 12 34 56 78? Nej: 40 12 34 56, +45 40123456 eller skriv til anne-lise.b@nordby.dk."
    assert mask_contacts(text) == "Ring 12 34 56 78? Nej: [telefon], [telefon] eller skriv til [e-mail]."


FIGURES = ["i 2024 2025", "20.000.000 kr.", "42.000 kr.", "sag 2024-12345678", "uge 32 33 34"]


@pytest.mark.parametrize("text", FIGURES)
def test_figures_are_no_telephone_numbers(text: str) -> None:
    assert mask_contacts(text) == text
