"""Checks what a client sent before anything else sees it."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from channels.errors import BadRequest
from channels.turn import IncomingMessage

MAX_BODY_BYTES = 16_384
MAX_UPDATE_BYTES = 4 * MAX_BODY_BYTES  # of what a messaging service brings
MAX_TEXT_CHARACTERS = 1_000
MAX_SENDER_CHARACTERS = 200
MAX_ID_CHARACTERS = 128
TIME_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,49}")  # a name of the IANA list
ALLOWED_CONTROLS = frozenset("\t\r\n")


def read_message(body: bytes, channel: str) -> IncomingMessage:
    """Return the message of a request in Rasa's REST shape.

    Raises:
        BadRequest: with the field and the reason.
    """
    content = read_object(body)
    sender = check_text("sender", content.get("sender"), MAX_SENDER_CHARACTERS)
    text = check_text("message", content.get("message"), MAX_TEXT_CHARACTERS)
    message_id = content.get("message_id")
    if message_id is not None:
        message_id = check_text("message_id", message_id, MAX_ID_CHARACTERS)
    metadata = _read_metadata(content.get("metadata"))
    return IncomingMessage(channel, sender, text, message_id, metadata)


def check_text(field_name: str, value: object, limit: int) -> str:
    """Return a text that is not blank, not too long and free of control characters.

    Raises:
        BadRequest: with the field and the reason.
    """
    if value is None:
        raise BadRequest(f"'{field_name}' is missing.")
    if not isinstance(value, str):
        raise BadRequest(f"'{field_name}' must be text.")
    if not value.strip():
        raise BadRequest(f"'{field_name}' is empty.")
    if len(value) > limit:
        raise BadRequest(f"'{field_name}' has more than {limit} characters.", 413)
    for char in value:
        category = unicodedata.category(char)
        if category == "Cs" or (category == "Cc" and char not in ALLOWED_CONTROLS):
            raise BadRequest(f"'{field_name}' holds a control character or half a character.")
    return value


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a request body.

    Raises:
        BadRequest: when the body is too large or something else.
    """
    if len(body) > MAX_BODY_BYTES:
        raise BadRequest(f"The body has more than {MAX_BODY_BYTES} bytes.", 413)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise BadRequest("The body is not JSON.") from exc
    if not isinstance(content, dict):
        raise BadRequest("The body must be a JSON object.")
    return content


def _read_metadata(value: object) -> dict[str, Any]:
    """Return what is used of the metadata: the language of the page and the device's time zone."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadRequest("'metadata' must be a JSON object.")
    used: dict[str, Any] = {}
    if (language := value.get("language")) is not None:
        used["language"] = check_text("metadata.language", language, 35)
    if (zone := value.get("time_zone")) is not None:
        used["time_zone"] = check_text("metadata.time_zone", zone, 50)
        if not TIME_ZONE.fullmatch(zone):
            raise BadRequest("'metadata.time_zone' must be a name such as Europe/Amsterdam.")
    return used
