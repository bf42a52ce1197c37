"""The headers that every response has."""

from __future__ import annotations

from channels.headers import SAFETY

API_VERSION = "1.1.0"
EVERYWHERE = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    **SAFETY,
}
