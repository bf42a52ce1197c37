"""The files that pages load: the widget, for pages of other sites too, and what ours look like."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

BUILT = Path(__file__).parents[1] / "widget" / "dist"
STATIC = Path(__file__).parent / "static"
SCRIPT, MAP = "text/javascript; charset=utf-8", "application/json"


@dataclass(frozen=True)
class Asset:
    """A file, what it is, and whether pages of other sites may load it."""

    path: Path
    content_type: str
    for_others: bool = False


ASSETS = {
    "widget.js": Asset(BUILT / "widget.js", SCRIPT, for_others=True),
    "widget.js.map": Asset(BUILT / "widget.js.map", MAP, for_others=True),
    "masking.js": Asset(BUILT / "masking.js", SCRIPT, for_others=True),
    "masking.js.map": Asset(BUILT / "masking.js.map", MAP, for_others=True),
    "page.css": Asset(STATIC / "page.css", "text/css; charset=utf-8"),
    "icon.svg": Asset(STATIC / "icon.svg", "image/svg+xml"),
}


def answer(request: Request, name: str) -> HTTPResponse:
    """Return a file, or that the browser's copy of it is still good."""
    asset = ASSETS[name]
    content, tag = _read(asset.path)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if asset.for_others:
        # A script of type "module" is loaded by the rules for other origins.
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.headers.get("if-none-match") == tag:
        return empty(304, headers)
    return raw(content, 200, headers, asset.content_type)


@lru_cache(maxsize=len(ASSETS))
def _read(path: Path) -> tuple[bytes, str]:
    content = path.read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
