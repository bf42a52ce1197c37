"""What a conversation remembers after a reply, and what it has been told already."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.calculator_memory import CALCULATOR_SLOT, state_after_other_answer
from actions.knowledge.topics import ASPECT_TOPICS
from actions.reply import Reply
from actions.understanding import REMEMBERED_SLOTS, is_follow_up, said_entities


def slots_after(reply: Reply, tracker: Tracker) -> dict[str, Any]:
    """Return the slots that the reply changes."""
    slots: dict[str, Any] = {"introduced": True} if reply.introduces else {}
    if reply.introduces and must_warn(tracker):
        slots["warned"] = True
    if reply.outcome not in {"unanswered", "smalltalk"}:
        slots["misses"] = 0
    if reply.article is not None:
        slots |= {"article": reply.article, "topic": reply.topic}
        if not (reply.topic in ASPECT_TOPICS and is_follow_up(tracker)):
            slots["subject"] = reply.article
        if reply.topic != tracker.get_slot("topic") and not is_follow_up(tracker):
            slots |= dict.fromkeys(set(REMEMBERED_SLOTS) - said_entities(tracker))
    if interrupts(reply):
        slots[CALCULATOR_SLOT] = state_after_other_answer(tracker)
    slots |= dict(reply.slots)
    # An event that changes nothing is stored and read again with every turn all the same.
    return {slot: value for slot, value in slots.items() if tracker.get_slot(slot) != value}


def must_introduce(tracker: Tracker) -> bool:
    """Tell whether nobody has said yet what this is; a channel may have done it by itself."""
    metadata = tracker.latest_message.get("metadata") or {}
    return not tracker.get_slot("introduced") and not metadata.get("introduced")


def must_warn(tracker: Tracker) -> bool:
    """Tell whether personal data was masked in this message, for the first time."""
    metadata = tracker.latest_message.get("metadata") or {}
    return bool(metadata.get("redacted")) and not tracker.get_slot("warned")


def interrupts(reply: Reply) -> bool:
    """Tell whether a calculator that is open is to be offered again after the reply."""
    if reply.outcome == "smalltalk":
        return CALCULATOR_SLOT not in reply.slots
    return reply.outcome in {"answered", "referral", "declined"}
