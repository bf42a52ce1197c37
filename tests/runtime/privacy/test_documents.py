"""Numbers of documents and cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from runtime.privacy import documents
from runtime.privacy.text_view import Span, TextView


def found(rule: Callable[[TextView], list[Span]], text: str) -> list[str]:
    return [text[slice(*span)] for span in rule(TextView.of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NX1A2B3C4", True),
        ("nx1a2b3c4", False),  # in small letters a word in front is needed
        ("NXABCDEFG", False),
        ("NO1A2B3C4", False),  # no letter O
        ("VA1B2C3D4", True),
        ("C01X00T47", True),
        ("nx1234567", True),
        ("nr1234567", False),
        ("FB123456", True),
        ("fb123456", False),
        ("APRIL2026", False),
        ("ABCDEF1234567", False),
    ],
)
def test_a_document_number_is_known_by_its_form(text: str, expected: bool) -> None:
    assert bool(found(documents.documents, text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("passport nx1a2b3c4", ["nx1a2b3c4"]),
        ("passport number is 123456789.", ["123456789"]),
        ("passport NX 123 4567 please", ["NX 123 4567"]),
        ("passport nr 12345", []),
        ("passport 180days", []),
        ("passport valid 180 days", []),
        ("passport in 2026", []),
        ("passport IN 2026", []),
        ("passport 2025 2026", []),
        ("passport of 12032026", []),
        ("passport for 100000", []),
        ("passport 123456 euro", []),
        ("passport number", []),
        ("passport that expires 123456789", []),
        ("passport 1234567890", []),
    ],
)
def test_what_stands_behind_the_word_passport_is_its_number(text: str, expected: list[str]) -> None:
    assert found(documents.labelled_documents, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zaaknummer 2026/123456.", ["2026/123456"]),
        ("zaaknummer 1234 5678 en", ["1234 5678"]),
        ("zaaknummer 12345", []),
        ("zaaknummer? 2025 2026", []),
        ("zaaknummer uitleg graag", []),
    ],
)
def test_what_stands_behind_the_word_case_number_is_it(text: str, expected: list[str]) -> None:
    assert found(documents.labelled_cases, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Z1-123456", True), ("z-1.234-567", True), ("Z12345", False), ("AZ1234567", False)],
)
def test_a_case_number_is_known_by_the_letter_z(text: str, expected: bool) -> None:
    assert bool(found(documents.cases, text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P<NLDDE<VRIES<<JAN<PIETER<<<<<<<<<<<<<<<<<<<", True),
        ("SPECI20142NLD6503101F24030969999999900<<<<84", True),
        ("SPECI20142NLD6503101F2403096999999990012348A", True),
        ("speci20142nld6503101f2403096999999990012348a", False),  # a code
        ("if a<b and b<c", False),
        ("aaaaaaaaaaaaaaaaaaaaaa<", False),
        ("a<<b", False),
    ],
)
def test_the_coded_lines_of_a_passport_are_known(text: str, expected: bool) -> None:
    assert bool(found(documents.coded_lines, text)) is expected
