"""Reads from the tracker what was understood of the last message."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.knowledge.languages import Language, as_language
from actions.knowledge.ranking import RankedArticle, Understood

REMEMBERED_SLOTS = ("nationality", "relation", "purpose", "permit")


def language_of(tracker: Tracker) -> Language:
    """Return the language of the conversation."""
    return as_language(tracker.get_slot("language"))


def confidence_of(tracker: Tracker) -> float:
    """Return how sure the classifier is of the intent, 0 to 1."""
    return float((tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)


def understood(tracker: Tracker) -> Understood:
    """Return topics, articles and entities of the last message and of the conversation."""
    message = tracker.latest_message
    said: dict[str, set[str]] = {}
    for entity in message.get("entities") or []:
        said.setdefault(entity["entity"], set()).add(str(entity["value"]))
    return Understood(
        [(str(i["name"]), float(i["confidence"])) for i in message.get("intent_ranking") or []],
        [
            RankedArticle(
                str(ranked["article"]),
                float(ranked["confidence"]),
                float(ranked.get("similarity", 0.0)),
            )
            for ranked in message.get("article_ranking") or []
        ],
        {entity: frozenset(values) for entity, values in said.items()},
        {slot: frozenset(_values(tracker.get_slot(slot))) for slot in REMEMBERED_SLOTS},
    )


def _values(slot: Any) -> list[str]:
    if slot is None:
        return []
    return [str(value) for value in slot] if isinstance(slot, list) else [str(slot)]
