"""Calls to the services that people write from, and what comes of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime

import httpx

from channels.errors import InDoubt, NotSent, TryLater

SECONDS = httpx.Timeout(10.0, connect=5.0)
# Nothing of the request has left when one of these is raised.
NOT_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
RESETS_AT = "x-rate-limit-reset", "x-ratelimit-reset"  # of X, of Mastodon
LIMITED_SECONDS = 60.0  # when a service does not say for how long
TOO_MANY, SERVER_ERROR = 429, 500


def new_http() -> httpx.AsyncClient:
    """Return a client that follows no redirect, so that no key goes anywhere else."""
    return httpx.AsyncClient(timeout=SECONDS, follow_redirects=False)


async def call(http: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    """Return the response to a request that was taken or refused for good.

    Raises:
        NotSent: when it did not reach the service.
        InDoubt: when it did, and there is no answer that says what became of it.
        TryLater: when the service asks to wait with everything.
    """
    try:
        response = await http.send(request)
    except NOT_LEFT as exc:
        raise NotSent(type(exc).__name__) from None
    except httpx.HTTPError as exc:  # its own text may hold the address
        raise InDoubt(type(exc).__name__) from None
    if response.status_code == TOO_MANY:
        raise TryLater(seconds_to_wait(response.headers, time.time()), everything=True)
    if response.status_code >= SERVER_ERROR:
        raise InDoubt(f"status {response.status_code}")
    return response


def seconds_to_wait(headers: Mapping[str, str], now: float) -> float:
    """Return how long a service wants to be left alone, by any of the headers in use."""
    if (after := headers.get("retry-after", "")).isdecimal():
        return float(after)
    for name in RESETS_AT:
        if name in headers:
            return max(1.0, _moment(headers[name], now) - now)
    return LIMITED_SECONDS


def _moment(value: str, now: float) -> float:
    """Return a time that is written as seconds of the epoch, or as in ISO 8601."""
    try:
        return float(value) if value.isdecimal() else datetime.fromisoformat(value).timestamp()
    except ValueError:
        return now + LIMITED_SECONDS
