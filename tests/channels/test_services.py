"""What comes of calls to other services: whatever happens, it is known whether to try again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest

from channels.errors import InDoubt, NotSent, SendingFailed, TryLater
from channels.services import LIMITED_SECONDS, call, seconds_to_wait

NOW = 1_795_312_800.0
Answer = Callable[[httpx.Request], httpx.Response]


def _call(answer: Answer) -> httpx.Response:
    async def go() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            return await call(http, http.build_request("POST", "https://service.example/"))

    return asyncio.run(go())


def _failing(error: type[httpx.HTTPError]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("https://service.example/?token=secret")

    return answer


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout])
def test_what_did_not_leave_was_not_sent(error: type[httpx.HTTPError]) -> None:
    with pytest.raises(NotSent):
        _call(_failing(error))


@pytest.mark.parametrize(
    "error", [httpx.ReadTimeout, httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError]
)
def test_what_left_and_got_no_answer_is_in_doubt(error: type[httpx.HTTPError]) -> None:
    with pytest.raises(InDoubt):
        _call(_failing(error))


def test_the_error_holds_no_address_which_may_hold_a_key() -> None:
    with pytest.raises(SendingFailed) as raised:
        _call(_failing(httpx.ReadError))
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_failure_of_the_service_is_in_doubt() -> None:
    with pytest.raises(InDoubt):
        _call(lambda _: httpx.Response(502))


def test_a_service_that_has_enough_is_left_alone_with_everything() -> None:
    with pytest.raises(TryLater) as raised:
        _call(lambda _: httpx.Response(429, headers={"Retry-After": "7"}))
    assert (raised.value.seconds, raised.value.everything) == (7.0, True)


@pytest.mark.parametrize("status", [200, 201, 400, 403, 404, 422])
def test_other_answers_are_for_the_caller(status: int) -> None:
    assert _call(lambda _: httpx.Response(status)).status_code == status


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"x-rate-limit-reset": "1795312842"}, 42.0),
        ({"x-ratelimit-reset": "2026-11-22T02:00:42.000000Z"}, 42.0),
        ({"x-rate-limit-reset": "1795312700"}, 1.0),
        ({"x-ratelimit-reset": "soon"}, LIMITED_SECONDS),
        ({}, LIMITED_SECONDS),
    ],
)
def test_the_time_to_wait_is_read_from_every_header_in_use(
    headers: dict[str, str], seconds: float
) -> None:
    assert seconds_to_wait(headers, NOW) == seconds
