"""The conversation itself: its start, a new start, and its language."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import article_reply
from actions.calculating import again
from actions.calculator_memory import CALCULATOR_SLOT
from actions.knowledge.languages import LANGUAGES
from actions.reply import Event, Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources
from actions.understanding import REMEMBERED_SLOTS, language_of

ASKED_LANGUAGE = "asked_language"
TALKED_ABOUT = ("topic", "article", "subject", CALCULATOR_SLOT, *REMEMBERED_SLOTS)


class ActionSessionStart(Action):
    """Begins a session: only the language of an earlier one is kept."""

    def name(self) -> str:
        return "action_session_start"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        language = tracker.get_slot("language")
        kept = [] if language is None else [SlotSet("language", language)]
        return [SessionStarted(), *kept, ActionExecuted("action_listen")]


class ActionStartOver(ReplyAction):
    """Forgets what was talked about; the language stays."""

    def name(self) -> str:
        return "action_start_over"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        forgotten = {**dict.fromkeys(TALKED_ABOUT), "misses": 0}
        return Reply("smalltalk", "utter_start_over", slots=forgotten)


class ActionSetLanguage(Action):
    """Sets the language that the person asked for; what is said next is in that language."""

    def name(self) -> str:
        return "action_set_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        asked = _asked_language(tracker)
        return [SlotSet("language", asked)] if asked in LANGUAGES else []


class ActionConfirmLanguage(ReplyAction):
    """Gives the last answer in the new language, or says which languages there are."""

    def name(self) -> str:
        return "action_confirm_language"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        if _asked_language(tracker) not in LANGUAGES:
            return Reply("smalltalk", "utter_languages", phone=True)
        if reply := again(tracker, resources):
            return reply
        article = resources.knowledge.articles.get(str(tracker.get_slot("article")))
        if article is None:
            return Reply("smalltalk", "utter_language_changed")
        return article_reply(article, language_of(tracker), resources)


def _asked_language(tracker: Tracker) -> str | None:
    named = next(tracker.get_latest_entity_values(ASKED_LANGUAGE), None)
    return None if named is None else str(named)
