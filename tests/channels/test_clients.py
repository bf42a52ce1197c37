"""A client is limited by its network, wherever its address is written."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.clients import ClientLimit
from channels.errors import TooMany
from channels.limits import RateLimit


def _request(ip: str, remote_addr: str = "") -> Any:
    return SimpleNamespace(ip=ip, remote_addr=remote_addr)


@pytest.fixture
def limit() -> ClientLimit:
    """Return a limit of one request."""
    return ClientLimit(RateLimit(1, 1))


def test_neighbours_share_a_limit_and_strangers_do_not(limit: ClientLimit) -> None:
    limit.spend(_request("192.0.2.1"))
    limit.spend(_request("198.51.100.1"))
    with pytest.raises(TooMany):
        limit.spend(_request("192.0.2.200"))


def test_behind_a_proxy_the_client_is_counted_and_not_the_proxy(limit: ClientLimit) -> None:
    limit.spend(_request("10.0.0.1", "192.0.2.1"))
    limit.spend(_request("10.0.0.1", "198.51.100.1"))
    with pytest.raises(TooMany):
        limit.spend(_request("10.0.0.1", "192.0.2.1"))


def test_programs_on_this_machine_are_not_limited(limit: ClientLimit) -> None:
    for _ in range(9):
        limit.spend(_request("127.0.0.1"))
