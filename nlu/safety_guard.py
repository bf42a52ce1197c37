"""Graph component: the classifier alone calls a message dangerous only when it is sure."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.decided import is_decided
from nlu.phrase_reader import SAFETY_INTENT
from nlu.phrases import as_searched, phrase_groups


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyGuard(GraphComponent, IntentClassifier):
    """Gives the next intent to a message that only looks like danger.

    The phrases have found nothing in it; if they know it as harmless, or the classifier doubts,
    the next intent is the better guess.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.45}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyGuard:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at the messages that the classifier alone called dangerous."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get("name") == SAFETY_INTENT and not is_decided(message):
                doubts = intent["confidence"] < self._config["threshold"]
                if doubts or _is_harmless(message.get(TEXT) or ""):
                    _pass_over(message)
        return messages


def _is_harmless(text: str) -> bool:
    searched = as_searched(text)
    groups = (group for group in phrase_groups() if group.intent == SAFETY_INTENT)
    return any(group.harmless and group.harmless.search(searched) for group in groups)


def _pass_over(message: Message) -> None:
    others = [i for i in message.get(INTENT_RANKING_KEY) if i["name"] != SAFETY_INTENT]
    # Out of scope stands second by its place, not by its confidence.
    others.sort(key=lambda i: i["name"] == OUT_OF_SCOPE and i["confidence"] < 0.5)
    if others:
        message.set(INTENT, others[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, others, add_to_output=True)
