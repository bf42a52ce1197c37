"""One structure, and each form of it says the same."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.render import (
    Choice,
    Said,
    as_html,
    as_json,
    as_numbered,
    as_rasa,
    as_text,
    numbered,
    read,
    split,
)

MESSAGE = {
    "text": "Yes.\n\nSource: https://ind.nl/en/fees, checked.",
    "buttons": [{"title": "A refund", "payload": "choice:fees-refund"}],
    "custom": {"answer": {"topic": "fees"}, "telephone": None, "internal": 1},
}
SAID = read(MESSAGE)


def test_a_message_is_read_whole() -> None:
    assert (
        Said(
            MESSAGE["text"],  # type: ignore[arg-type]
            (Choice("A refund", "choice:fees-refund"),),
            MESSAGE["custom"],  # type: ignore[arg-type]
        )
        == SAID
    )
    assert read({}) == Said("")


def test_rasas_form_has_every_part_that_has_content_and_no_payload() -> None:
    opaque = [{"title": "A refund", "payload": "id"}]
    assert as_rasa(SAID, lambda payload: "id") == {**MESSAGE, "buttons": opaque}
    assert as_rasa(read({"text": "Hi."}), str) == {"text": "Hi."}


def test_the_widgets_form_has_only_described_parts() -> None:
    assert as_json(SAID, lambda payload: "id") == {
        "text": MESSAGE["text"],
        "buttons": [{"title": "A refund", "choice": "id"}],
        "answer": {"topic": "fees"},
    }


def test_as_text_choices_are_a_list() -> None:
    assert as_text(SAID).endswith("checked.\n  - A refund")
    assert as_text(Said("Hi.")) == "Hi."


def test_numbers_of_choices_go_on_within_a_reply() -> None:
    two = Said("Which?", (Choice("One", "a"), Choice("Two", "b")))
    assert as_numbered(two) == "Which?\n\n1. One\n2. Two"
    assert list(numbered([two, Said("And."), SAID]))[2].endswith("\n\n3. A refund")


def test_in_html_an_address_is_a_link_and_nothing_else_is_markup() -> None:
    assert as_html('<b>"A & B"</b> see https://ind.nl/a?b=1&c=2.') == (
        "&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt; see "
        '<a href="https://ind.nl/a?b=1&amp;c=2">https://ind.nl/a?b=1&amp;c=2</a>.'
    )


@given(st.text(alphabet=st.sampled_from("ab<>&\"'\n https://x.y/")))
def test_html_says_what_the_text_says(text: str) -> None:
    assert html.unescape(re.sub(r"</?a[^>]*>", "", as_html(text))) == text


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 5, []),
        ("short", 5, ["short"]),
        ("one two.\n\nthree four.", 14, ["one two.", "three four."]),
        ("one two\nthree four", 14, ["one two", "three four"]),
        ("One two. Three four", 14, ["One two.", "Three four"]),
        ("onetwo threefour", 12, ["onetwo", "threefour"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a.\n\n" + "b" * 12, 10, ["a.\n\nbbbbbb", "bbbbbb"]),
    ],
)
def test_a_long_text_is_cut_at_the_best_place(text: str, limit: int, parts: list[str]) -> None:
    assert split(text, limit) == parts


def utf16(text: str) -> int:
    """Return how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet=st.sampled_from("ab. \n😀")), st.integers(2, 12))
def test_no_part_is_too_long_and_nothing_but_space_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit, utf16)
    assert all(0 < utf16(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
