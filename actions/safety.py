"""Names the emergency numbers when somebody may be in danger."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.knowledge.values import format_value
from actions.reply import Reply, ReplyAction
from actions.resources import Resources
from actions.understanding import language_of

FACTS = {
    "emergency": "safety-emergency-number",
    "suicide_line": "safety-suicide-line",
    "violence_line": "safety-violence-line",
}


class ActionSafety(ReplyAction):
    """Gives the numbers that help at once, before anything about the IND."""

    def name(self) -> str:
        return "action_safety"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        knowledge, language = resources.knowledge, language_of(tracker)
        values = {
            name: format_value(knowledge.facts[fact], language, knowledge.wording)
            for name, fact in FACTS.items()
        }
        return Reply("safety", "utter_safety", values=values)
