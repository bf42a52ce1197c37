"""Account numbers."""

from __future__ import annotations

import pytest

from runtime.privacy.accounts import account_numbers
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NL91ABNA0417164300", ["NL91ABNA0417164300"]),
        ("NL91ABNA0417164301", ["NL91ABNA0417164301"]),  # mistyped, but the form is clear
        ("DE44 5001 0517 5407 3249 31 is it", ["DE44 5001 0517 5407 3249 31"]),
        ("DE45 5001 0517 5407 3249 31", []),
        ("IBAN DE45 5001 0517 5407 3249 31", ["DE45 5001 0517 5407 3249 31"]),
        ("IBAN DE45 5001 0517 5407 3249 312", []),
        ("XX91ABNA0417164300", []),
        ("at 20 weeks we had 2 rooms and", []),
        ("ANL91ABNA0417164300", []),
        (
            "nl91-abna-0417-1643-00 NL91ABNA0417164300",
            ["nl91-abna-0417-1643-00"] + ["NL91ABNA0417164300"],
        ),
    ],
)
def test_account_numbers_are_found(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in account_numbers(TextView.of(text))] == expected
