"""An intent that was decided before the classifier, which then leaves the message alone."""

from __future__ import annotations

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

DECIDED = "decided"


def decide_intent(message: Message, name: str) -> None:
    """Give the message an intent for certain."""
    intent = {"name": name, "confidence": 1.0}
    message.set(DECIDED, True)
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)


def is_decided(message: Message) -> bool:
    """Tell whether a component before the classifier decided the intent."""
    return bool(message.get(DECIDED))
