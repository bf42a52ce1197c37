"""Brings the person to the telephone line."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.choices import choice_buttons
from actions.knowledge.topics import TOPICS
from actions.reply import Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources
from actions.telephone import zone_from
from actions.understanding import language_of

MISSES_BEFORE_HANDOFF = 2
OWN_TIME_ARTICLE = "contact-hours-my-time"  # it asks which country somebody calls from


class ActionHandoff(ReplyAction):
    """Gives the telephone line to somebody who wants to talk to a person."""

    def name(self) -> str:
        return "action_handoff"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        asks = [resources.knowledge.articles[OWN_TIME_ARTICLE]] if not zone_from(tracker) else []
        buttons = choice_buttons(asks, language_of(tracker))
        return Reply("handoff", "utter_handoff", buttons=buttons, phone=True)


class ActionUnanswered(ReplyAction):
    """Says that there is no answer, when no rule knows what to do."""

    def name(self) -> str:
        return "action_unanswered"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        return unanswered(tracker)


def unanswered(tracker: Tracker) -> Reply:
    """Return the reply to a message that was not understood; the second in a row hands off."""
    misses = int(tracker.get_slot("misses") or 0) + 1
    if misses >= MISSES_BEFORE_HANDOFF:
        return Reply("handoff", "utter_handoff_after_misses", phone=True, slots={"misses": 0})
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    topic = intent if intent in TOPICS else None  # the intent of a choice, for one, is no topic
    return Reply(
        "unanswered", "utter_unanswered", topic=topic, phone=True, slots={"misses": misses}
    )
