"""The second net: what is stored of a person's message holds no personal data.

The turn masks a message before anything sees it; this is for whatever comes past it.
"""

from __future__ import annotations

from typing import Any

from runtime.privacy.redaction import redact

# Asylum grounds, violence, medical stories: of these not even the masked text is kept. Nor of a
# message in a language whose names and addresses the masks do not know.
NOT_KEPT_INTENTS = frozenset({"asylum_humanitarian", "safety", "other_language"})
DANGER = "danger"  # the entity of a message that tells of danger and asks something else as well
NOT_KEPT = "<NOT KEPT>"
# What the assistant itself says and does holds nothing of the person.
PERSONAL_EVENTS = frozenset({"user", "slot"})


def without_personal_data(event: dict[str, Any]) -> dict[str, Any]:
    """Return a stored event whose texts are masked; an event of the assistant stays as it is."""
    if event.get("event") not in PERSONAL_EVENTS:
        return event
    understood = event.get("parse_data") or {}
    entities = understood.get("entities") or []
    tells_of_danger = any(entity.get("entity") == DANGER for entity in entities)
    if tells_of_danger or (understood.get("intent") or {}).get("name") in NOT_KEPT_INTENTS:
        kept = {**understood, "text": NOT_KEPT, "entities": []}
        event = {**event, "text": NOT_KEPT, "entities": [], "parse_data": kept}
    return _masked_user(event) if event["event"] == "user" else _masked_value(event)


def _masked_user(event: dict[str, Any]) -> dict[str, Any]:
    understood = event.get("parse_data") or {}
    text = redact(event.get("text") or "").text
    entities = [_masked_value(entity) for entity in understood.get("entities") or []]
    parsed = {**understood, "text": text, "entities": entities}
    return {**event, "text": text, "parse_data": parsed}


def _masked_value(holder: dict[str, Any]) -> dict[str, Any]:
    value = holder.get("value")
    if isinstance(value, str):
        return {**holder, "value": redact(value).text}
    if isinstance(value, list):
        return {**holder, "value": [redact(v).text if isinstance(v, str) else v for v in value]}
    return holder
