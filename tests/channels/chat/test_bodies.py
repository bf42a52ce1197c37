"""A body is what the document describes, or it is refused without repeating what was sent."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from channels.chat.bodies import has_json, read_body
from channels.chat.messages import Posted, read_posted
from channels.errors import BadRequest

GOOD = {"messageId": "m-1", "text": "hello"}
CHOICE = "0123456789abcdef01234567"


def request(body: Any, content_type: str = "application/json") -> Any:
    """Return as much of a request as is read."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return SimpleNamespace(body=content, headers={"content-type": content_type})


def changed(**changes: Any) -> dict[str, Any]:
    """Return a good body with some fields changed; what becomes ... is left out."""
    return {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}


def test_a_text_and_a_choice_are_read() -> None:
    assert read_posted(request(GOOD)) == Posted("m-1", "hello", None, None)
    pressed = changed(text=..., choice=CHOICE, language="nl")
    assert read_posted(request(pressed)) == Posted("m-1", None, CHOICE, "nl")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (changed(text=...), "'text' or 'choice'"),
        (changed(choice=CHOICE), "'text' or 'choice'"),
        (changed(text=None), "'text'"),
        (changed(text=5), "'text'"),
        (changed(text=True), "'text'"),
        (changed(text=["a"]), "'text'"),
        (changed(text={}), "'text'"),
        (changed(text=""), "'text'"),
        (changed(text=" \n"), "'text'"),
        (changed(text="\ud800"), "'text'"),
        (changed(text="a\0b"), "'text'"),
        (changed(text=..., choice=CHOICE.upper()), "'choice'"),
        (changed(text=..., choice="choice:fees-payment"), "'choice'"),
        (changed(text=..., choice=None), "'choice'"),
        (changed(messageId=...), "'messageId'"),
        (changed(messageId=None), "'messageId'"),
        (changed(messageId=1), "'messageId'"),
        (changed(messageId="a\nb"), "'messageId'"),
        (changed(messageId="x" * 129), "'messageId'"),
        (changed(language=None), "'language'"),
        (changed(language="de"), "'language'"),
        (changed(language=["en"]), "'language'"),
        (changed(sender="me"), "not known"),
        (b"", "JSON"),
        (b"nonsense", "JSON"),
        (b"\xff", "JSON"),
        (b"[]", "object"),
        (b"null", "object"),
    ],
)
def test_anything_else_is_refused_by_the_name_of_the_field(body: Any, named: str) -> None:
    with pytest.raises(BadRequest, match=named) as caught:
        read_posted(request(body))
    assert caught.value.status == 400


def test_a_refusal_does_not_repeat_an_unknown_name() -> None:
    with pytest.raises(BadRequest) as caught:
        read_body(request({"\ud800 my secret": 1}), "language")
    assert "secret" not in caught.value.detail
    caught.value.detail.encode()


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", True),
        ("Application/JSON; charset=utf-8", True),
        ("", False),
        ("text/plain", False),
        ("application/json-patch+json", False),
        ("application/x-www-form-urlencoded", False),
    ],
)
def test_only_json_counts_as_json(content_type: str, expected: bool) -> None:
    assert has_json(request(GOOD, content_type)) is expected
