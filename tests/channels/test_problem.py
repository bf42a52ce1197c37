"""Errors are machine-readable, and kind to people."""

from __future__ import annotations

import json
import logging
import re
from types import SimpleNamespace
from typing import Any

import pytest
from sanic.exceptions import NotFound, PayloadTooLarge, SanicException
from sanic.response import HTTPResponse

from actions.knowledge.base import load_knowledge
from actions.knowledge.languages import Language
from actions.knowledge.values import format_value
from channels.errors import (
    BadRequest,
    ChannelError,
    NotReady,
    Refused,
    TooMany,
    TurnFailed,
)
from channels.problem import answer_exception, channel_problem, problem
from channels.texts import sentence

HOURS = ("contact-opening-time", "contact-closing-time")
REQUEST: Any = SimpleNamespace(path="/webhooks/rest/webhook")
SECRET = "my V-number is 1234567890"  # noqa: S105


def _content(response: HTTPResponse) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(response.body)
    return content


@pytest.mark.parametrize(
    ("status", "title"),
    [(400, "Bad Request"), (404, "Not Found"), (413, "Request Entity Too Large")],
)
def test_a_problem_has_status_title_and_detail(status: int, title: str) -> None:
    response = problem(status, "'sender' is één")
    assert response.status == status
    assert response.content_type == "application/problem+json"
    assert _content(response) == {"status": status, "title": title, "detail": "'sender' is één"}


def test_letters_with_accents_are_not_escaped() -> None:
    assert "één" in (problem(400, "één").body or b"").decode()


@pytest.mark.parametrize(
    ("error", "status"), [(TurnFailed(), 500), (NotReady(), 503), (TooMany(7), 429)]
)
def test_what_a_person_meets_ends_in_a_kind_sentence_with_the_telephone_line(
    error: ChannelError, status: int
) -> None:
    response = channel_problem(error)
    assert response.status == status
    detail = _content(response)["detail"]
    assert detail.count("088 043 04 30") >= 2
    assert re.search("sorry|wait", detail)
    assert re.search("spijt|Wacht", detail)


def test_who_sends_too_much_or_too_early_is_told_when_to_try_again() -> None:
    assert channel_problem(TooMany(7)).headers["Retry-After"] == "7"
    assert int(channel_problem(NotReady()).headers["Retry-After"]) > 0


def test_a_wrong_request_is_told_what_is_wrong() -> None:
    response = channel_problem(BadRequest("'sender' is missing.", 422))
    assert (response.status, _content(response)["detail"]) == (422, "'sender' is missing.")


def test_who_has_no_key_is_told_that_one_is_needed() -> None:
    assert channel_problem(Refused()).status == 401


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFound("x"), 404), (PayloadTooLarge("x"), 413), (SanicException("x", 405), 405)],
)
def test_an_error_of_the_protocol_keeps_its_status(error: SanicException, status: int) -> None:
    response = answer_exception(REQUEST, error)
    assert response.status == status
    assert json.loads(response.body)["status"] == status
    assert response.content_type == "application/problem+json"


def test_any_other_error_is_a_kind_sentence_and_its_text_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    response = answer_exception(REQUEST, ValueError(SECRET))
    assert response.status == 500
    assert SECRET not in response.body.decode() + caplog.text
    assert "turn.failed" in caplog.text
    assert "ValueError" in caplog.text


def test_a_protocol_error_without_a_status_is_an_internal_one() -> None:
    assert answer_exception(REQUEST, SanicException("x")).status == 500


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["failed", "not_ready", "too_many"])
def test_a_sentence_repeats_the_telephone_line_as_the_facts_have_it(
    name: str, language: Language
) -> None:
    knowledge = load_knowledge()
    said = sentence(name, language)
    shown = {
        fact: format_value(knowledge.facts[fact], language, knowledge.wording)
        for fact in ("contact-phone", "contact-phone-abroad", *HOURS, "contact-phone-days")
    }
    numbers = re.findall(r"(?:\+31|0)[\d ]{8,}\d", said)
    assert numbers == [shown["contact-phone"], shown["contact-phone-abroad"]]
    hours = re.findall(r"\d{1,2}[.:]\d\d", said)
    assert hours in ([], [shown[fact].removesuffix(" uur") for fact in HOURS])
    assert (shown["contact-phone-days"].lower() in said.lower()) is bool(hours)
