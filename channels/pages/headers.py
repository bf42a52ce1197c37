"""The headers of pages: nothing runs or is loaded but what this server has."""

from __future__ import annotations

from sanic.response import BaseHTTPResponse

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",  # the policy of the widget's templates, which are constants
    )
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",  # browsers heed it over TLS only
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def add_headers(response: BaseHTTPResponse) -> None:
    """Add them."""
    for name, value in EVERYWHERE.items():
        response.headers[name] = value
