"""Which web pages may use the API from a browser."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

ALLOWED_HEADERS = "Authorization, Content-Type"
EXPOSED_HEADERS = "API-Version, Allow, Content-Disposition, Retry-After"
REMEMBERED_SECONDS = 600


class OriginPolicy:
    """Knows the listed origins; the server's own pages are always allowed."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(origin.lower() for origin in allowed)

    def admits(self, request: Request) -> bool:
        """Tell whether the request comes from no page, a listed one or one of our own."""
        origin = request.headers.get("origin")
        if origin is None or origin.lower() in self._allowed:
            return True
        return bool(request.host) and _host(origin) == request.host.lower()

    def add_headers(self, request: Request, response: BaseHTTPResponse) -> None:
        """Let a listed page read the response."""
        response.headers["Vary"] = "Origin"
        origin = request.headers.get("origin", "")
        if origin.lower() in self._allowed:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS


def preflight(methods: Iterable[str]) -> HTTPResponse:
    """Answer the question of a browser what it may send."""
    names = ", ".join([*methods, "OPTIONS"])
    return empty(
        headers={
            "Allow": names,
            "Access-Control-Allow-Methods": names,
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": str(REMEMBERED_SECONDS),
        }
    )


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
