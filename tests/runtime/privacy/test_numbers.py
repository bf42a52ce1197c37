"""Citizen service numbers and V-numbers: what tells them from other digits."""

from __future__ import annotations

import pytest

from runtime.privacy import numbers
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("111222333", True),
        ("111.222.333", True),
        ("1112 22 333", True),
        ("1112-22333", True),
        ("111222334", False),  # fails the eleven test
        ("11 122 23 33", False),  # nobody groups it like this
        ("11-22-23-33", False),
        ("66 23 89 12", False),  # perhaps ages
        ("2026 12367", False),  # a year and an amount; passes the eleven test
        ("1112 22333", True),
        ("97900000", False),  # a large round number
        ("03082021", False),  # a date
        ("€ 111222333", False),
        ("111222333 euro", False),
        ("a1b111222333", False),
        ("f111222333", False),
    ],
)
def test_a_bsn_is_known_by_its_check_digit_and_groups(text: str, found: bool) -> None:
    assert bool(numbers.bsns(TextView.of(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bsn 123456789", True),
        ("123456789 is my bsn", True),
        ("bsn 11 122 23 33", True),
        ("bsn 1234567890", False),
        ("bsn 03082021", True),
        ("a bsn if I come on 03082021", False),
        ("bsn 03-08-2021", False),
        ("123456789", False),
    ],
)
def test_beside_the_word_bsn_the_check_digit_does_not_matter(text: str, found: bool) -> None:
    assert bool(numbers.labelled_bsns(TextView.of(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2812345678", True),
        ("281 234-5678", True),
        ("28.12.34.56.78", True),
        ("28 12 34 56 78", False),  # perhaps ages
        ("0812345678", False),  # perhaps a telephone number
        ("28123 45600", False),  # two amounts
        ("28123.45600", True),
        ("103.403 2023", False),  # an amount and a year
        ("2810000000", False),
        ("28123456789", False),
    ],
)
def test_a_v_number_is_known_by_its_ten_digits(text: str, found: bool) -> None:
    assert bool(numbers.v_numbers(TextView.of(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("v-nummer 0812345678", True),
        ("0812345678 is mijn v-nummer", True),
        ("v-nummer 281234567", True),
        ("281234567 is mijn v-nummer", False),  # nine digits are more often a BSN
        ("v-nummer 28123456789", True),
        ("v-nummer of tel 0612345678", False),
        ("v-nummer 12345678", False),
    ],
)
def test_beside_the_word_v_number_other_lengths_count(text: str, found: bool) -> None:
    assert bool(numbers.labelled_v_numbers(TextView.of(text))) is found
