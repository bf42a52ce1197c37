"""Bad input is refused in words; the server lives on. Stock Rasa fails each of these."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from runtime.evaluation.server import RunningServer, send

GOOD = {"sender": "bad-input", "message": "hello"}


def post(url: str, body: bytes, key: str | None = None) -> tuple[int, str, dict[str, Any]]:
    """Post a raw body and return status, content type and the JSON of the response."""
    headers = {"Content-Type": "application/json"} | ({} if key is None else {"X-API-Key": key})
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers["Content-Type"], json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], json.load(error)


def body(**changes: Any) -> bytes:
    """Return a good request body with some fields changed."""
    return json.dumps({**GOOD, **changes}).encode()


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        (b"", "JSON"),
        (b"not json", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 5_000, "JSON"),
        (b"[]", "object"),
        (b"null", "object"),
        (b'"text"', "object"),
        (b"{}", "sender"),
        (body(sender=5), "sender"),
        (body(sender=""), "sender"),
        (body(sender="\ud800"), "sender"),
        (body(sender="a\0b"), "sender"),
        (body(sender="x" * 1_000), "sender"),
        (body(message=None), "message"),
        (body(message=5), "message"),
        (body(message=["a"]), "message"),
        (body(message={"a": 1}), "message"),
        (body(message=""), "message"),
        (body(message=" \n\t "), "message"),
        (body(message="\ud83d"), "message"),
        (body(message="a\0b"), "message"),
        (body(message="x" * 1_001), "message"),
        (body(metadata="text"), "metadata"),
        (body(metadata={"language": 5}), "metadata.language"),
        (body(metadata={"language": "\ud800"}), "metadata.language"),
        (body(message="x" * 20_000), "body"),
    ],
)
def test_a_bad_request_gets_a_problem_that_names_what_is_wrong(
    server: RunningServer, sent: bytes, named: str
) -> None:
    status, content_type, problem = post(server.url, sent)
    assert 400 <= status < 500
    assert content_type == "application/problem+json"
    assert problem["status"] == status
    assert named in problem["detail"]


def test_a_body_that_is_far_too_large_is_refused_while_it_arrives(server: RunningServer) -> None:
    try:
        status, content_type, _ = post(server.url, body(message="x" * 3_000_000))
    except (urllib.error.URLError, ConnectionError):
        pass  # the server may close the connection before the whole body is sent
    else:
        assert (status, content_type) == (413, "application/problem+json")
    assert send(server.url, "after-large", "hello")


def test_an_unknown_path_gets_a_problem_and_no_version(server: RunningServer) -> None:
    status, content_type, problem = post(server.url + "/nothing", body())
    assert status == 404
    assert content_type == "application/problem+json"
    assert "rasa" not in json.dumps(problem).lower()


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "\u202eabc",
        "a\u200bb",
        "你好",
        "...",
        "x" * 1_000,
        "?" * 999,
        "<script>",
        "' OR 1=1",
    ],
)
def test_nasty_but_valid_text_gets_a_reply_with_words(server: RunningServer, text: str) -> None:
    replies = send(server.url, f"nasty-{hash(text)}", text)
    assert replies
    assert all(reply["text"].strip() for reply in replies)


def test_the_server_is_still_the_same_process_after_all_of_this(server: RunningServer) -> None:
    assert server.process.is_running()
    assert send(server.url, "still-there", "hello")


def test_a_server_with_a_key_refuses_who_does_not_have_it(
    model: Path, guarded_variables: dict[str, str]
) -> None:
    from runtime.evaluation.server import running_server

    with running_server({**guarded_variables, "IND_API_KEY": "a-long-key"}) as own:
        for key in (None, "", "another", "a-long-key "):
            assert post(own.url, body(), key)[0] == 401
        assert post(own.url, body(), "a-long-key")[0] == 200
