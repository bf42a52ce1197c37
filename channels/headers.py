"""The headers of safety that every response to a browser has, and how headers are added."""

from __future__ import annotations

from collections.abc import Mapping

from sanic.response import BaseHTTPResponse

SAFETY = {
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",  # browsers heed it over TLS only
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def add_headers(response: BaseHTTPResponse, headers: Mapping[str, str]) -> None:
    """Add them, in the place of those of the same names."""
    for name, value in headers.items():
        response.headers[name] = value
