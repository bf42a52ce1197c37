"""The numbers that help somebody in danger, by kind of danger."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.knowledge.languages import Language
from actions.knowledge.values import format_value
from actions.notice import Notice
from actions.resources import Resources

DANGER_ENTITY = "danger"
ANY_DANGER = "danger"  # weapons, fire, pursuit: beside a kind of its own it adds nothing
RESPONSES = {
    "self_harm": "utter_safety_self_harm",
    "violence": "utter_safety_violence",
    "trafficking": "utter_safety_trafficking",
    "child": "utter_safety_child",
    "medical": "utter_safety_medical",
    ANY_DANGER: "utter_safety_danger",
}
FACTS = {
    "emergency": "safety-emergency-number",
    "suicide_line": "safety-suicide-line",
    "violence_line": "safety-violence-line",
    "trafficking_line": "safety-trafficking-line",
    "reflection_period": "safety-reflection-period",
}
ARTICLES = {
    "violence": "asylum-humanitarian-violence",
    "trafficking": "asylum-humanitarian-violence",
    "child": "asylum-humanitarian-overview",
}


def dangers_in(tracker: Tracker) -> list[str]:
    """Return the kinds of danger that the last message names, the weightiest first."""
    named = dict.fromkeys(tracker.get_latest_entity_values(DANGER_ENTITY))
    kinds = [kind for kind in named if kind in RESPONSES]
    return [kind for kind in kinds if kind != ANY_DANGER] or kinds


def safety_notice(kinds: list[str], language: Language, resources: Resources) -> Notice:
    """Return the numbers for one kind of danger, or for all when it is unclear which."""
    knowledge = resources.knowledge
    values = {
        name: format_value(knowledge.facts[fact], language, knowledge.wording)
        for name, fact in FACTS.items()
    }
    response = RESPONSES[kinds[0]] if len(kinds) == 1 else "utter_safety"
    return Notice(response, values=values)
