"""Behind a proxy the limits are those of the clients; without one nobody can write an address."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from runtime.evaluation.server import RunningServer, running_server

NEW_CONVERSATIONS = 10  # at once, from one network


def begin(server: RunningServer, forwarded_for: str) -> int:
    """Begin a conversation as a proxy passes it on, and return the status."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    headers = {"Content-Type": "application/json", "X-Forwarded-For": forwarded_for}
    connection.request("POST", "/chat/v1/conversations", json.dumps({}), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def begin_until_refused(server: RunningServer, forwarded_for: str) -> int:
    """Return how many conversations were begun before the limit."""
    for number in range(2 * NEW_CONVERSATIONS):
        if begin(server, forwarded_for) == http.client.TOO_MANY_REQUESTS:
            return number
    pytest.fail("there was no limit")


def test_the_address_that_the_proxy_saw_is_limited(
    model: Path, guarded_variables: dict[str, str]
) -> None:
    with running_server({**guarded_variables, "IND_PROXIES_COUNT": "1"}) as behind_proxy:
        # What the client wrote itself stands before it.
        assert begin_until_refused(behind_proxy, "203.0.113.9, 192.0.2.1") >= NEW_CONVERSATIONS
        assert begin(behind_proxy, "203.0.113.8, 192.0.2.77") == http.client.TOO_MANY_REQUESTS
        assert begin(behind_proxy, "192.0.2.77, 198.51.100.1") == http.client.CREATED


def test_without_a_proxy_an_address_in_a_header_is_not_believed(server: RunningServer) -> None:
    begun = sum(begin(server, f"192.0.{n}.1") == http.client.CREATED for n in range(20))
    assert begun < 20
