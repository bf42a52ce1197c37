"""What a client may send, and what it is told when it may not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from channels.errors import BadRequest
from channels.incoming import (
    MAX_BODY_BYTES,
    MAX_SENDER_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    read_message,
)
from channels.turn import IncomingMessage


def _body(**fields: Any) -> bytes:
    return json.dumps({"sender": "me", "message": "hello"} | fields).encode()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (_body(), IncomingMessage("rest", "me", "hello")),
        (_body(message="één\r\n\tvraag 👍"), IncomingMessage("rest", "me", "één\r\n\tvraag 👍")),
        (_body(metadata=None), IncomingMessage("rest", "me", "hello")),
        (
            _body(metadata={"language": "nl"}),
            IncomingMessage("rest", "me", "hello", metadata={"language": "nl"}),
        ),
        (
            _body(metadata={"language": None, "page": {"x": [1]}}),
            IncomingMessage("rest", "me", "hello"),
        ),
        (_body(input_channel="x", other=[1, 2]), IncomingMessage("rest", "me", "hello")),
        (_body(message="x" * MAX_TEXT_CHARACTERS), IncomingMessage("rest", "me", "x" * 1000)),
        (_body(sender="x" * MAX_SENDER_CHARACTERS), IncomingMessage("rest", "x" * 200, "hello")),
    ],
)
def test_a_message_in_rasas_shape_is_read(body: bytes, message: IncomingMessage) -> None:
    assert read_message(body, "rest") == message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b'{"sender": "me", "message": "hel',
        b"\xff\xfe\xfa",
        b'{"sender": "\xe9", "message": "x"}',
        b"[" * 8000,
        b'{"a":' * 2500 + b"1" + b"}" * 2500,
        b'{"sender": ' + b"1" * 5000 + b', "message": "x"}',
        b'{"sender": "a\x00b", "message": "x"}',
    ],
)
def test_a_body_that_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest, match="The body is not JSON") as refused:
        read_message(body, "rest")
    assert refused.value.status == 400


@pytest.mark.parametrize("body", [b"[]", b'[{"sender": "a"}]', b'"text"', b"null", b"1", b"NaN"])
def test_json_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest, match="must be a JSON object"):
        read_message(body, "rest")


@pytest.mark.parametrize("field", ["sender", "message"])
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "is missing"),
        (1, "must be text"),
        (10**400, "must be text"),
        (float("nan"), "must be text"),
        (float("inf"), "must be text"),
        (True, "must be text"),
        (["a"], "must be text"),
        ({"text": "a"}, "must be text"),
        ("", "is empty"),
        (" \t\r\n\u00a0", "is empty"),
        ("a\x00b", "holds a control character"),
        ("a\x1b[2J", "holds a control character"),
        ("a\x85", "holds a control character"),
        ("a\ud800", "holds a control character or half a character"),
        ("\udc00a", "holds a control character or half a character"),
    ],
)
def test_a_wrong_field_is_named_with_the_reason(field: str, value: object, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"^'{field}' {reason}"):
        read_message(_body(**{field: value}), "rest")


@pytest.mark.parametrize("field", ["sender", "message"])
def test_a_field_that_is_not_there_is_named(field: str) -> None:
    fields = {"sender": "me", "message": "hello"}
    del fields[field]
    with pytest.raises(BadRequest, match=f"'{field}' is missing"):
        read_message(json.dumps(fields).encode(), "rest")


@pytest.mark.parametrize(("field", "limit"), [("sender", 200), ("message", 1000)])
def test_a_text_that_is_too_long_has_a_status_of_its_own(field: str, limit: int) -> None:
    with pytest.raises(BadRequest, match=f"'{field}' has more than {limit} char") as refused:
        read_message(_body(**{field: "x" * (limit + 1)}), "rest")
    assert refused.value.status == 413


def test_a_body_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadRequest, match=f"more than {MAX_BODY_BYTES} bytes") as refused:
        read_message(b"x" * (MAX_BODY_BYTES + 1), "rest")
    assert refused.value.status == 413
    with pytest.raises(BadRequest, match="not JSON"):
        read_message(b"x" * MAX_BODY_BYTES, "rest")


@pytest.mark.parametrize("metadata", ["en", 1, [], ["language"], float("nan"), True, False, 0])
def test_metadata_that_is_no_object_is_refused(metadata: object) -> None:
    with pytest.raises(BadRequest, match="'metadata' must be a JSON object"):
        read_message(_body(metadata=metadata), "rest")


@pytest.mark.parametrize("language", ["", 1, ["nl"], "a\x00", "\ud800", "x" * 36, {}])
def test_a_wrong_language_of_the_page_is_named(language: object) -> None:
    with pytest.raises(BadRequest, match=r"'metadata\.language'"):
        read_message(_body(metadata={"language": language}), "rest")


@pytest.mark.parametrize(
    "zone", ["", 1, ["UTC"], "a\x00", "x" * 51, "Europe/Amster dam", "../etc", {}]
)
def test_a_wrong_time_zone_of_the_device_is_named(zone: object) -> None:
    with pytest.raises(BadRequest, match=r"'metadata\.time_zone'"):
        read_message(_body(metadata={"time_zone": zone}), "rest")


def test_of_the_metadata_only_language_and_time_zone_are_kept() -> None:
    given = {"language": "nl", "time_zone": "America/Paramaribo", "name": "somebody"}
    message = read_message(_body(metadata=given), "rest")
    assert message.metadata == {"language": "nl", "time_zone": "America/Paramaribo"}
