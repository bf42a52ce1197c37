"""E-mail addresses."""

from __future__ import annotations

import pytest

from runtime.privacy.mail import mail_addresses
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to jan.x+y@voorbeeld.co.uk.", ["jan.x+y@voorbeeld.co.uk"]),
        ("...jan@voorbeeld.nl", ["jan@voorbeeld.nl"]),
        ("a@b.nl@c.nl", ["a@b.nl"]),
        ("jan @ voorbeeld.nl", ["jan @ voorbeeld.nl"]),
        ("jan(at)voorbeeld(dot)nl. Dank", ["jan(at)voorbeeld(dot)nl"]),
        ("jan at gmail dot com", ["jan at gmail dot com"]),
        ("look at ind dot nl", []),
        ("ask @ind.nl", []),
        ("a@b", []),
        ("@voorbeeld.nl", []),
        ("navomaastricht@ind.nl", []),
        ("xnavomaastricht@ind.nl", ["xnavomaastricht@ind.nl"]),
    ],
)
def test_addresses_of_people_are_found(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in mail_addresses(TextView.of(text))] == expected
