"""The fields of the form: what has no form is left out, the same text has the same id."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.identity import new_token
from channels.pages.fields import Filled, comes_from_here, read_form


class Request(SimpleNamespace):
    """What the functions read of a request."""

    def __init__(self, headers: dict[str, str], form: dict[str, str]) -> None:
        super().__init__(form=form, body=b"", headers=headers, host="assistant.example", args={})


def filled(**form: str) -> Filled:
    request: Any = Request({}, form)
    return read_form(request)


def test_the_fields_are_read() -> None:
    token = new_token()
    found = filled(token=token, nonce="n", text=" a\r\nb ", choice="0" * 24, language="nl")

    assert found == Filled(token, "n", "a\nb", "0" * 24, "", "nl")


@pytest.mark.parametrize("wrong", ["", "short", "é" * 43, "a" * 5_000, "a b"])
def test_a_token_or_choice_without_its_form_is_none(wrong: str) -> None:
    assert filled(token=wrong, choice=wrong).token is None
    assert filled(token=wrong, choice=wrong).choice is None


def test_the_same_text_on_the_same_page_is_the_same_message() -> None:
    first = filled(nonce="n", text="hello")

    assert filled(nonce="n", text="hello").message_id == first.message_id
    assert filled(nonce="n", text="hello?").message_id != first.message_id
    assert filled(nonce="m", text="hello").message_id != first.message_id


def test_a_page_without_a_nonce_gets_one() -> None:
    assert filled(text="hello").message_id != filled(text="hello").message_id


@pytest.mark.parametrize(
    ("headers", "admitted"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "https://assistant.example"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "https://assistant.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "https://elsewhere.example"}, False),
        ({}, True),
    ],
)
def test_only_pages_of_this_server_send_the_form(headers: dict[str, str], admitted: bool) -> None:
    request: Any = Request(headers, {})

    assert comes_from_here(request) is admitted
