"""Reads from the tracker what was understood of the last message."""

from __future__ import annotations

from collections.abc import Mapping
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
    return _understood(message, tracker)


def understood_questions(tracker: Tracker) -> list[Understood]:
    """Return the same of each question, when the last message holds several."""
    message = tracker.latest_message
    return [_understood({**message, **part}, tracker) for part in message.get("parts") or []]


def is_follow_up(tracker: Tracker) -> bool:
    """Tell whether the last message goes on about the last answer."""
    return bool(tracker.latest_message.get("follow_up"))


def said_entities(tracker: Tracker) -> set[str]:
    """Return the names of the entities in the last message."""
    return {str(entity["entity"]) for entity in tracker.latest_message.get("entities") or []}


def _understood(message: Mapping[str, Any], tracker: Tracker) -> Understood:
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
        word_count=len(str(message.get("text") or "").split()),
        last_article=tracker.get_slot("article"),
        subject=tracker.get_slot("subject"),
        is_follow_up=bool(message.get("follow_up")),
        is_correction=bool(message.get("corrected")),
    )


def _values(slot: Any) -> list[str]:
    if slot is None:
        return []
    return [str(value) for value in slot] if isinstance(slot, list) else [str(slot)]
