"""A line of Sanic's tells that something happened, not what was asked."""

from __future__ import annotations

import logging

import pytest

from runtime.request_filter import SANIC_LOGGERS, hide_requests


@pytest.fixture(autouse=True)
def hidden() -> None:
    hide_requests()


@pytest.mark.parametrize("name", SANIC_LOGGERS)
@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ("<Request: GET /chat/secret?a=secret> failed", "<Request: GET <path>> failed"),
        ("Exception occurred while handling uri: '%s'", "handling uri: '<path>'"),
        ("Exception in one of response middleware handlers\n%s", "handlers\n<path>"),
        ("Unable to start server", "Unable to start server"),
        ("5/6 and and/or stay", "5/6 and and/or stay"),
    ],
)
def test_a_path_is_hidden_and_the_rest_stays(
    caplog: pytest.LogCaptureFixture, name: str, logged: str, kept: str
) -> None:
    arguments = ("http://host/secret?a=secret",) if "%s" in logged else ()
    logging.getLogger(name).error(logged, *arguments)
    assert kept in caplog.text
    assert "secret" not in caplog.text


def test_a_body_that_nobody_reads_is_not_worth_a_line(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("sanic.error").error("<Request: GET /secret> body not consumed.")
    assert caplog.records == []


def test_the_filter_is_there_once() -> None:
    hide_requests()
    assert [len(logging.getLogger(name).filters) for name in SANIC_LOGGERS] == [1, 1]
