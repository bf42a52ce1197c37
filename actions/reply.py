"""What every action that speaks has in common: the introduction, the answer's data, one boundary.

An action says what to reply; this module says it in Rasa's form and turns any failure into a
kind sentence with the telephone line.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.calculator_memory import CALCULATOR_SLOT, go_on_buttons, state_after_other_answer
from actions.danger import dangers_in, safety_notice
from actions.failure import error_place
from actions.knowledge.languages import Language
from actions.knowledge.rendering import Source
from actions.knowledge.topics import ASPECT_TOPICS
from actions.notice import Notice
from actions.resources import Resources, load_resources
from actions.telephone import Caller, telephone_card, zone_from
from actions.understanding import (
    REMEMBERED_SLOTS,
    confidence_of,
    is_follow_up,
    language_of,
    said_entities,
)

logger = logging.getLogger(__name__)

Outcome = Literal[
    "answered",
    "clarification",
    "tool",
    "handoff",
    "referral",
    "declined",
    "safety",
    "smalltalk",
    "unanswered",
    "error",
]
Event = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One turn's answer: a response of `data/responses` or a text, and what it was about."""

    outcome: Outcome
    response: str | None = None
    text: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: Sequence[Mapping[str, str]] = ()
    topic: str | None = None
    article: str | None = None
    sources: Sequence[Source] = ()
    phone: bool = False
    slots: Mapping[str, Any] = field(default_factory=dict)
    also: Sequence[Reply] = ()  # answers to further questions of the same message
    data: Mapping[str, Any] = field(default_factory=dict)
    notice: Notice | None = None  # said before everything else
    introduces: bool = True  # not when each sentence before the reply is one too many


class ReplyAction(Action, ABC):
    """An action that replies to the person; subclasses say with what."""

    @abstractmethod
    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        """Return the reply to the last message."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Utter the reply; a failure of any kind becomes the telephone line, and nothing else."""
        said = CollectingDispatcher()
        try:
            events = self._speak(said, tracker)
        except Exception as exc:  # noqa: BLE001 - whatever it is, the person gets a sentence
            logger.error("action.failed action=%s %s", self.name(), error_place(exc))
            data = answer_data(Reply("error"), language_of(tracker), 0.0)
            dispatcher.utter_message(response="utter_error", json_message={"answer": data})
            return []
        dispatcher.messages.extend(said.messages)
        return events

    def _speak(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        resources = load_resources()
        reply = _safety_first(self.reply(tracker, resources), tracker, resources)
        language, confidence = language_of(tracker), confidence_of(tracker)
        if notice := reply.notice:
            dispatcher.utter_message(
                text=notice.text,
                response=notice.response,
                json_message=dict(notice.data),
                **notice.values,
            )
        if reply.introduces and must_introduce(tracker):
            dispatcher.utter_message(response="utter_introduction")
        if reply.introduces and must_warn(tracker):
            dispatcher.utter_message(response="utter_redacted")
        for said in (reply, *reply.also):
            dispatcher.utter_message(
                text=said.text,
                response=said.response,
                buttons=[dict(button) for button in said.buttons],
                json_message={"answer": answer_data(said, language, confidence), **said.data},
                **said.values,
            )
        if reply.phone or any(said.phone for said in reply.also):
            card = telephone_card(resources, language, caller_of(reply, tracker))
            dispatcher.utter_message(
                response=card.response, json_message={"telephone": card.data}, **card.values
            )
        if _interrupts(reply) and (kept := state_after_other_answer(tracker)):
            buttons = go_on_buttons(kept, resources, language)
            dispatcher.utter_message(response="utter_calculator_open", buttons=buttons)
        return [SlotSet(slot, value) for slot, value in _slots_after(reply, tracker).items()]


def answer_data(reply: Reply, language: Language, confidence: float) -> dict[str, Any]:
    """Return what a machine reads of an answer, the same on every channel."""
    return {
        "topic": reply.topic,
        "article": reply.article,
        "outcome": reply.outcome,
        "language": language,
        "sources": [source.as_json() for source in reply.sources],
        "confidence": round(confidence, 3),
    }


def caller_of(reply: Reply, tracker: Tracker) -> Caller:
    """Return for whom the call card is made; who asks for a person asks about the last answer."""
    talked_about = (tracker.get_slot("topic"), tracker.get_slot("article"))
    topic, article = (reply.topic, reply.article) if reply.topic else talked_about
    return Caller(topic, article, zone_from(tracker), reply.outcome == "handoff")


def must_introduce(tracker: Tracker) -> bool:
    """Tell whether nobody has said yet what this is; a channel may have done it by itself."""
    metadata = tracker.latest_message.get("metadata") or {}
    return not tracker.get_slot("introduced") and not metadata.get("introduced")


def must_warn(tracker: Tracker) -> bool:
    """Tell whether personal data was masked in this message, for the first time."""
    metadata = tracker.latest_message.get("metadata") or {}
    return bool(metadata.get("redacted")) and not tracker.get_slot("warned")


def _safety_first(reply: Reply, tracker: Tracker, resources: Resources) -> Reply:
    """Put the numbers before an answer to somebody who also tells of danger."""
    kinds = dangers_in(tracker)
    if not kinds or reply.outcome == "safety":
        return reply
    notice = safety_notice(kinds, language_of(tracker), resources)
    return replace(reply, outcome="safety", notice=notice)


def _interrupts(reply: Reply) -> bool:
    """Tell whether a calculator that is open is to be offered again after the reply."""
    if reply.outcome == "smalltalk":
        return CALCULATOR_SLOT not in reply.slots
    return reply.outcome in {"answered", "referral", "declined"}


def _slots_after(reply: Reply, tracker: Tracker) -> dict[str, Any]:
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
    if _interrupts(reply):
        slots[CALCULATOR_SLOT] = state_after_other_answer(tracker)
    slots |= dict(reply.slots)
    # An event that changes nothing is stored and read again with every turn all the same.
    return {slot: value for slot, value in slots.items() if tracker.get_slot(slot) != value}
