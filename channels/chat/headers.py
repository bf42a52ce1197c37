"""The headers that every response has."""

from __future__ import annotations

from sanic.response import BaseHTTPResponse

API_VERSION = "1.1.0"
EVERYWHERE = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",  # browsers heed it over TLS only
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def add_headers(response: BaseHTTPResponse) -> None:
    """Add them."""
    for name, value in EVERYWHERE.items():
        response.headers[name] = value
