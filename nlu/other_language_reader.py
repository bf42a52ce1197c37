"""Graph component: recognises a message in a language that the assistant does not speak."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.decided import decide_intent
from nlu.other_languages import recognise, subject_in, tells_of_danger
from nlu.phrase_reader import DANGER_ENTITY
from nlu.untrained_component import UntrainedComponent

OTHER_LANGUAGE = "other_language"  # the intent, and the entity that names the language
ARTICLE = "article"
ANY_DANGER = "danger"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OtherLanguageReader(UntrainedComponent):
    """Names the language, and the article and the danger that its words tell of.

    It comes first: the other components know English and Dutch only.
    """

    def __init__(self) -> None:
        recognise("")  # a fault in a file shows when the server starts, not in a conversation

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide the intent of the messages in another language."""
        for message in messages:
            text = message.get(TEXT) or ""
            if code := recognise(text):
                found = {OTHER_LANGUAGE: code}
                if article := subject_in(text, code):
                    found[ARTICLE] = article
                if tells_of_danger(text, code):
                    found[DANGER_ENTITY] = ANY_DANGER
                entities = [
                    {"entity": entity, "value": value, "extractor": type(self).__name__}
                    for entity, value in found.items()
                ]
                message.set(OTHER_LANGUAGE, code)
                message.set(ENTITIES, entities, add_to_output=True)
                decide_intent(message, OTHER_LANGUAGE)
        return messages
