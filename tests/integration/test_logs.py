"""What is asked stands in no log line of the real server: no path, no query, no header, no text."""

from __future__ import annotations

import http.client
import socket
from urllib.parse import urlsplit

import pytest

from channels.identity import new_token
from runtime.evaluation.server import RunningServer

MARKER = "xylotheque"


def _send(server: RunningServer, method: str, path: str, body: bytes, **headers: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request(method, path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _log(server: RunningServer) -> str:
    return (server.folder / "errors.log").read_text("utf-8", "replace")


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "HEAD", "DELETE", "POST", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/chat/v1/messages", "/chat/v1/openapi.json", f"/{MARKER}"]
)
def test_no_line_tells_what_was_asked(server: RunningServer, method: str, path: str) -> None:
    token = new_token()
    body = f'{{"text": "{MARKER}"}}'.encode()
    before = len(_log(server))
    _send(server, method, f"{path}?{MARKER}={token}", body, Authorization=f"Bearer {token}")
    _send(server, method, f"{path}/{MARKER}%20{token}", body, Cookie=f"{MARKER}={token}")
    _send(server, "GET", "/healthz", b"")  # what was logged before is written by now
    said = _log(server)[before:]
    assert MARKER not in said
    assert token not in said
    assert "ERROR" not in said


def test_a_request_that_is_no_http_is_not_repeated(server: RunningServer) -> None:
    host, port = urlsplit(server.url).netloc.split(":")
    before = len(_log(server))
    for request in (f"{MARKER} /{MARKER}\r\n\r\n", f"GET /{MARKER} HTTP/9\r\n\r\n"):
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(request.encode())
            connection.recv(1_000)
    assert MARKER not in _log(server)[before:]
