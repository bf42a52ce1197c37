"""Graph component: reads the payload of a button that offers an article."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.decided import decide_intent
from nlu.untrained_component import UntrainedComponent

CHOOSE_INTENT = "choose"
ARTICLE_ENTITY = "article"
CHOSEN = "chosen"  # marks a message as read by this component
_PAYLOAD = re.compile(r"choice:([a-z0-9-]{1,80})")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ChoiceReader(UntrainedComponent):
    """Gives `choice:<article>` the intent `choose`; articles are public, so anybody may."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark the messages that are a choice; the classifier leaves these alone."""
        for message in messages:
            if found := _PAYLOAD.fullmatch(message.get(TEXT) or ""):
                entity = {
                    "entity": ARTICLE_ENTITY,
                    "value": found[1],
                    "extractor": type(self).__name__,
                }
                message.set(CHOSEN, True)
                decide_intent(message, CHOOSE_INTENT)
                message.set(ENTITIES, [entity], add_to_output=True)
        return messages


def is_payload(text: str) -> bool:
    """Tell whether the text is what a button sends."""
    return _PAYLOAD.fullmatch(text) is not None


def is_choice(message: Message) -> bool:
    """Tell whether `ChoiceReader` recognised the message."""
    return bool(message.get(CHOSEN))
