"""Names the emergency numbers when somebody may be in danger."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.choices import choice_buttons
from actions.danger import ARTICLES, dangers_in, safety_notice
from actions.reply import Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources
from actions.understanding import language_of


class ActionSafety(ReplyAction):
    """Gives the numbers that help at once, before anything about the IND."""

    def name(self) -> str:
        return "action_safety"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        kinds, language = dangers_in(tracker), language_of(tracker)
        notice = safety_notice(kinds, language, resources)
        ids = dict.fromkeys(ARTICLES[kind] for kind in kinds if kind in ARTICLES)
        known = [resources.knowledge.articles[i] for i in ids if i in resources.knowledge.articles]
        return Reply(
            "safety",
            notice.response,
            values=notice.values,
            buttons=choice_buttons(known, language),
            introduces=False,
        )
