"""Graph component: adds other ways to read a message beside it, for the same pipeline to judge."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.knowledge.base import load_knowledge
from actions.knowledge.languages import as_language
from nlu.choice_reader import is_payload
from nlu.decided import is_decided
from nlu.follow_ups import in_context
from nlu.readings import (
    Kind,
    chosen_position,
    leans_on_context,
    may_lean_on_context,
    questions_in,
    read_reading_words,
    without_correction,
)

READING_OF = "reading_of"  # on an added message: the message that it is a reading of
READING = "reading"  # and which kind of reading it is
LEANS = "leans_on_context"
SUBJECT_SLOT, LANGUAGE_SLOT = "subject", "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ReadingExpander(GraphComponent, IntentClassifier):
    """Puts readings of a message behind it; `ReadingMerger` takes them away again.

    A follow-up is read with the title of the last answer in front, a correction without its
    "no, I meant", each question of a message alone. "The second one" becomes the choice that
    was offered.
    """

    def __init__(self, titles: dict[str, dict[Any, str]]) -> None:
        self._titles = titles
        self._words = read_reading_words()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ReadingExpander:
        return cls({id_: dict(a.title) for id_, a in load_knowledge().articles.items()})

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Return the messages, each with its readings behind it."""
        expanded = []
        for message in messages:
            expanded.append(message)
            if is_decided(message):
                continue
            text = message.get(TEXT) or ""
            if payload := self._chosen(text, tracker):
                message.set(TEXT, payload)
            elif not is_payload(text):
                expanded += self._readings(message, text, self._context(tracker))
        return expanded

    def _readings(self, message: Message, text: str, context: str | None) -> list[Message]:
        texts: list[tuple[Kind, str]] = []
        corrected = without_correction(text, self._words)
        if corrected:
            texts.append(("corrected", corrected))
        asked = questions_in(corrected or text, self._words)
        if len(asked) > 1:
            first = asked[0]
            texts += [
                (
                    "part",
                    part
                    if n == 0 or not leans_on_context(part, self._words)
                    else f"{first} {part}",
                )
                for n, part in enumerate(asked)
            ]
        elif asked and len(asked[0]) < len(text) - 1:
            texts.append(("question", asked[0]))
        if context and may_lean_on_context(text, self._words):
            message.set(LEANS, leans_on_context(text, self._words))
            texts.append(("in_context", in_context(context, corrected or text)))
        metadata = message.get("metadata")
        return [
            Message({TEXT: reading, "metadata": metadata, READING: kind, READING_OF: message})
            for kind, reading in texts
        ]

    def _context(self, tracker: DialogueStateTracker) -> str | None:
        """Return the title of what is talked about, in the language of the conversation."""
        # Rasa gives none when a message is parsed outside a conversation, against its own types.
        if not tracker:
            return None
        titles = self._titles.get(str(tracker.get_slot(SUBJECT_SLOT)))
        return titles[as_language(tracker.get_slot(LANGUAGE_SLOT))] if titles else None

    def _chosen(self, text: str, tracker: DialogueStateTracker) -> str | None:
        position = chosen_position(text, self._words)
        if not tracker or position is None:
            return None
        offered = _last_choices(tracker)
        return offered[position] if position < len(offered) else None


def _last_choices(tracker: DialogueStateTracker) -> list[str]:
    """Return the payloads of the buttons under the last reply."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered) and (buttons := (event.data or {}).get("buttons")):
            return [str(button["payload"]) for button in buttons]
    return []


def is_reading(message: Message) -> bool:
    """Tell whether `ReadingExpander` added the message."""
    return message.get(READING_OF) is not None
