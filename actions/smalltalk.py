"""Replies that need no knowledge: greetings, thanks, what the assistant is."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.reply import Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources
from actions.telephone import telephone_values
from actions.understanding import language_of

RESPONSES = {
    "greet": "utter_greet",
    "goodbye": "utter_goodbye",
    "thanks": "utter_thanks",
    "affirm": "utter_affirm",
    "deny": "utter_deny",
    "bot_challenge": "utter_bot_challenge",
    "feedback": "utter_feedback",
    "insult": "utter_insult",
    "injection": "utter_injection",
}


class ActionSmalltalk(ReplyAction):
    """Replies to small talk with the response of its intent."""

    def name(self) -> str:
        return "action_smalltalk"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        values = telephone_values(resources, language_of(tracker))
        return Reply("smalltalk", RESPONSES[tracker.get_intent_of_latest_message()], values=values)
