"""What every action that speaks has in common: the order of what is said, and one boundary.

An action says what to reply; this module says it in Rasa's form and turns any failure into a
kind sentence with the telephone line.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.calculator_memory import go_on_buttons, state_after_other_answer
from actions.danger import dangers_in, safety_notice
from actions.failure import error_place
from actions.memory import interrupts, must_introduce, must_warn, slots_after
from actions.reply import Event, Reply, answer_data
from actions.resources import Resources, load_resources
from actions.telephone import Caller, telephone_card, zone_from
from actions.understanding import confidence_of, language_of

logger = logging.getLogger(__name__)


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
        if interrupts(reply) and (kept := state_after_other_answer(tracker)):
            buttons = go_on_buttons(kept, resources, language)
            dispatcher.utter_message(response="utter_calculator_open", buttons=buttons)
        return [SlotSet(slot, value) for slot, value in slots_after(reply, tracker).items()]


def caller_of(reply: Reply, tracker: Tracker) -> Caller:
    """Return for whom the call card is made; who asks for a person asks about the last answer."""
    talked_about = (tracker.get_slot("topic"), tracker.get_slot("article"))
    topic, article = (reply.topic, reply.article) if reply.topic else talked_about
    return Caller(topic, article, zone_from(tracker), reply.outcome == "handoff")


def _safety_first(reply: Reply, tracker: Tracker, resources: Resources) -> Reply:
    """Put the numbers before an answer to somebody who also tells of danger."""
    kinds = dangers_in(tracker)
    if not kinds or reply.outcome == "safety":
        return reply
    notice = safety_notice(kinds, language_of(tracker), resources)
    return replace(reply, outcome="safety", notice=notice)
