"""Graph component: recognises answers to the questions of a calculator that is open."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions import clock
from actions.calculators.desk import is_about_calculator
from actions.knowledge.languages import as_language
from nlu.choice_reader import is_choice
from nlu.decided import decide_intent
from nlu.language import LANGUAGE
from nlu.reading_expander import READING_OF
from nlu.untrained_component import UntrainedComponent

CALCULATE_INTENT = "calculate"
CALCULATOR_SLOT = "calculator"
MOST_WORDS_WITHOUT_LANGUAGE = 3  # "3 mei" does not change the language of an English conversation


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CalculatorReader(UntrainedComponent):
    """Gives the answer to a calculator's question the intent `calculate`.

    What is about something else is left to the classifier; danger is looked for after this.
    """

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Decide the messages that are answers, and take their other readings away."""
        # Rasa gives none when a message is parsed outside a conversation, against its own types.
        kept = tracker.get_slot(CALCULATOR_SLOT) if tracker else None
        if not isinstance(kept, dict):
            return messages
        language = as_language(tracker.get_slot(LANGUAGE))
        written = [m for m in messages if m.get(READING_OF) is None and not is_choice(m)]
        answers = [
            message
            for message in written
            if is_about_calculator(kept, message.get(TEXT) or "", clock.today(), language)
        ]
        for message in answers:
            decide_intent(message, CALCULATE_INTENT)
            _keep_language(message)
        return [m for m in messages if all(m.get(READING_OF) is not answer for answer in answers)]


def _keep_language(message: Message) -> None:
    if len((message.get(TEXT) or "").split()) <= MOST_WORDS_WITHOUT_LANGUAGE:
        others = [e for e in message.get(ENTITIES, []) if e["entity"] != LANGUAGE]
        message.set(ENTITIES, others, add_to_output=True)
