"""Names after words such as "my name is"."""

from __future__ import annotations

import pytest

from runtime.privacy.names import names
from runtime.privacy.text_view import TextView


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is Jan de Vries and", ["Jan de Vries"]),
        ("my name is Jan Piet Klaas Hendrik Karel", ["Jan Piet Klaas Hendrik"]),
        ("my name is Jan applying now", ["Jan"]),
        ("my name is jan piet klaas applying", ["jan piet klaas"]),
        ("my name is jan. i want", ["jan"]),
        ("my name is jan i want", ["jan"]),
        ("my name is de vries", ["de vries"]),
        ("my name is de", []),
        ("my name is Dr. Jan Vos", ["Dr. Jan Vos"]),
        ("my name is J. P. Vos", ["J. P. Vos"]),
        ("my name is Will", ["Will"]),
        ("my name is will you", []),
        ("My Name Is Not On The List", []),
        ("MY NAME IS NOT HERE", []),
        ("MY NAME IS JAN", ["JAN"]),
        ("my name is 12", []),
        ("my name Jan", ["Jan"]),
        ("my name jan", []),
        ("my name: jan", ["jan"]),
        ("name jan", []),
        ("the file name is Report", []),
        ("ik heet u welkom", []),
        ("اسمي محمد علي حسن", ["محمد علي"]),
        ("my names is jan", []),
        ("my name is\njan", ["jan"]),
        ("my name isjan", []),
        ("ik heet Jan, mijn vrouw heet Maria", ["Jan", "Maria"]),
    ],
)
def test_a_name_is_found_as_far_as_it_goes(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in names(TextView.of(text))] == expected
