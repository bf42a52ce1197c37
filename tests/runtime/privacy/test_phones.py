"""Telephone numbers, of people and of services."""

from __future__ import annotations

import pytest

from runtime.privacy import phones
from runtime.privacy.text_view import TextView


def found(text: str) -> list[str]:
    return [text[slice(*span)] for span in phones.phones(TextView.of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0612345678 12 maart", ["0612345678"]),
        ("(0612345678)", ["0612345678"]),
        ("(020) 1234567", ["(020) 1234567"]),
        ("+31 6 12345678 12 maart", ["+31 6 12345678"]),
        ("+49 151 23456789 12 maart", ["+49 151 23456789"]),
        ("+32 2 123 45 67", ["+32 2 123 45 67"]),
        ("0532 123 45 67", ["0532 123 45 67"]),
        ("+4512345", []),
        ("2000 +2025 2026", []),
        ("01-04-2026 10", []),
        ("01-04-26 1045", []),
        ("06.12.34 56 78", []),
        ("0123456789abcdef1", []),
        ("061234567", []),
        ("1.0612345678", []),
        ("10:00 2712345678", []),
    ],
)
def test_numbers_are_known_by_their_form(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["088 043 04 30", "0880430430", "+31 (0)88-0430470", "0031880430430", "0900 1234561"]
    + ["0800 0113", "0800-2000", "08001234567", "0900-8844"],
)
def test_numbers_of_services_are_known(text: str) -> None:
    assert phones.public_numbers(TextView.of(text)) == [(0, len(text))]


@pytest.mark.parametrize(
    "text", ["088 043 04 31", "0880430430 5"[:-2] + "5", "0801 1234", "113113113"]
)
def test_other_numbers_are_of_no_service(text: str) -> None:
    assert not phones.public_numbers(TextView.of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("whatsapp 5551234", True),
        ("5551234 is my phone", True),
        ("phone 555123", False),
        ("telefoon op 12032026", False),
        ("phone open in 2025-2026", False),
        ("a phone that nobody ever answers: 5551234", False),
        ("5551234", False),
    ],
)
def test_beside_the_word_telephone_any_number_counts(text: str, expected: bool) -> None:
    assert bool(phones.labelled_phones(TextView.of(text))) is expected
