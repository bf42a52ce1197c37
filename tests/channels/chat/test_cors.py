"""Only listed pages and the server's own may use the API."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sanic.response import empty

from channels.chat.cors import OriginPolicy, preflight
from channels.chat.input import PREFIX, ChatInput

LISTED = "https://www.example.org"
POLICY = OriginPolicy((LISTED,))


def request(origin: str | None) -> Any:
    """Return as much of a request as is read."""
    headers = {} if origin is None else {"origin": origin}
    return SimpleNamespace(headers=headers, host="chat.example.org:5005")


@pytest.mark.parametrize(
    "origin", [None, LISTED, "HTTPS://www.example.org", "https://chat.example.org:5005"]
)
def test_listed_own_and_no_origins_are_admitted(origin: str | None) -> None:
    assert POLICY.admits(request(origin))


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "https://example.org",
        "http://www.example.org",
        "https://www.example.org.evil.example",
        "https://www.example.org:8443",
        "https://chat.example.org",
        "https://chat.example.org:5005@evil.example",
        "https://[broken",
        "*",
    ],
)
def test_other_origins_are_not(origin: str) -> None:
    assert not POLICY.admits(request(origin))


def test_a_listed_page_may_read_the_response_and_others_may_not() -> None:
    answers = {}
    for origin in (LISTED, "https://evil.example", "https://chat.example.org:5005", None):
        response = empty()
        POLICY.add_headers(request(origin), response)
        assert response.headers["Vary"] == "Origin"
        assert response.headers.get("Access-Control-Allow-Origin") != "*"
        answers[origin] = response.headers.get("Access-Control-Allow-Origin")
    assert answers.pop(LISTED) == LISTED
    assert set(answers.values()) == {None}


def test_a_preflight_names_the_methods_and_the_headers_that_clients_need() -> None:
    response = preflight(["GET", "POST"])
    assert response.status == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, POST, OPTIONS"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(
    "credentials",
    [
        {"allowed_origins": LISTED},
        {"allowed_origins": f" https://a.example , {LISTED},"},
        {"allowed_origins": ["https://a.example", LISTED]},
    ],
)
def test_the_list_of_origins_comes_from_the_credentials(credentials: dict[str, Any]) -> None:
    policy = ChatInput.from_credentials(credentials)._policy
    assert policy.admits(request(LISTED))
    assert not policy.admits(request("https://b.example"))


@pytest.mark.parametrize("credentials", [None, {}, {"allowed_origins": ""}])
def test_without_a_list_no_other_page_is_admitted(credentials: dict[str, Any] | None) -> None:
    assert not ChatInput.from_credentials(credentials)._policy.admits(request(LISTED))


def test_the_connector_stands_at_its_own_address() -> None:
    assert ChatInput.name() == "chat"
    assert ChatInput().url_prefix() == PREFIX
