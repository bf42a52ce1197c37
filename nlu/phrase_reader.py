"""Graph component: recognises danger, urgency and false orders by phrases."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.choice_reader import is_choice
from nlu.decided import decide_intent, is_decided
from nlu.phrases import as_searched, phrase_groups
from nlu.untrained_component import UntrainedComponent

SAFETY_INTENT = "safety"
DANGER_ENTITY = "danger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PhraseReader(UntrainedComponent):
    """Names each kind of danger in an entity; the weightiest phrase decides the intent."""

    def __init__(self) -> None:
        phrase_groups()  # a fault in a file shows when the server starts, not in a conversation

    def process(self, messages: list[Message]) -> list[Message]:
        """Read every message but choices."""
        for message in messages:
            if not is_choice(message):
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        text = as_searched(message.get(TEXT) or "")
        found = [group for group in phrase_groups() if group.matches(text)]
        dangers = [
            {"entity": DANGER_ENTITY, "value": group.name, "extractor": type(self).__name__}
            for group in found
            if group.intent == SAFETY_INTENT
        ]
        if dangers:
            message.set(ENTITIES, [*message.get(ENTITIES, []), *dangers], add_to_output=True)
        for group in found:
            # Danger goes before what a component decided earlier; nothing else does.
            if group.decides(text) and (group.intent == SAFETY_INTENT or not is_decided(message)):
                decide_intent(message, group.intent)
                break
