"""Checks the body of a request; what is not described is refused."""

from __future__ import annotations

import re
from typing import Any

from sanic.request import Request

from channels.errors import BadRequest
from channels.incoming import MAX_BODY_BYTES, check_text, read_object
from channels.texts import LANGUAGES

JSON_TYPE = "application/json"


def has_json(request: Request) -> bool:
    """Tell whether the request says that its body is JSON."""
    given: str = request.headers.get("content-type", "")
    return given.partition(";")[0].strip().lower() == JSON_TYPE


def read_body(request: Request, *known: str) -> dict[str, Any]:
    """Return the JSON object of the body, which has no other fields than the known ones.

    Raises:
        BadRequest: with the reason; it repeats nothing of what was sent.
    """
    content = read_object(request.body)
    if set(content) - set(known):
        raise BadRequest(f"There is a field that is not known. Known are: {', '.join(known)}.")
    return content


def text_field(
    content: dict[str, Any], name: str, pattern: re.Pattern[str] | None = None
) -> str | None:
    """Return a text of the body, or nothing when it is left out.

    Raises:
        BadRequest: when it is something else, empty or without the right form.
    """
    if name not in content:
        return None
    value = content[name]
    if value is None:
        raise BadRequest(f"'{name}' must be text.")
    text = check_text(name, value, MAX_BODY_BYTES)
    if pattern is not None and not pattern.fullmatch(text):
        raise BadRequest(f"'{name}' does not have the form {pattern.pattern}")
    return text


def language_field(content: dict[str, Any]) -> str | None:
    """Return the language of the body, or nothing when it is left out.

    Raises:
        BadRequest: when it is not one of ours.
    """
    language = text_field(content, "language")
    if language is not None and language not in LANGUAGES:
        raise BadRequest(f"'language' must be one of: {', '.join(LANGUAGES)}.")
    return language


def required(name: str, value: str | None) -> str:
    """Return the value of a field that must be there.

    Raises:
        BadRequest: when it was left out.
    """
    if value is None:
        raise BadRequest(f"'{name}' is missing.")
    return value
