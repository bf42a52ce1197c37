"""Graph component: cleans the message, tells its language, repairs its spelling."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.examples import language_of
from nlu.glossary import in_english
from nlu.language import LANGUAGE, LanguageIdentifier
from nlu.normalisation import normalise
from nlu.other_language_reader import OTHER_LANGUAGE
from nlu.spelling import SpellingRepairer, english_words, frequent_words
from nlu.storage import Arrays
from nlu.trained_component import TrainedComponent

MASK_TAG = re.compile(r"<[A-Z]{3,8}>")
REPAIRED_TEXT = "repaired_text"
ENCODER_TEXT = "encoder_text"  # the same in English
LIKELY_LANGUAGE = "likely_language"
# How many letters of a word may be wrong. Without a Dutch word list every unknown Dutch word
# looks misspelt, so there only the smallest step is taken.
SPELLING_DISTANCE = {"en": 2, "nl": 1}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class MessageNormaliser(TrainedComponent):
    """Sets the clean text, the text for the classifier and, when it is clear, the language."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._identifier: LanguageIdentifier | None = None
        self._repairers: dict[str, SpellingRepairer] = {}

    def _restore(self, data: dict[str, Any], arrays: Arrays) -> None:
        known = {word for vocabulary in data["words"].values() for word in vocabulary}
        self._identifier = LanguageIdentifier.restore(data, arrays, known)
        self._build_repairers(data["words"])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the languages and the vocabulary of the labelled examples."""
        texts: dict[str, list[str]] = {}
        for message in training_data.intent_examples:
            if (language := language_of(message)) in SPELLING_DISTANCE:
                texts.setdefault(language, []).append(normalise(message.get(TEXT)))
        languages = sorted(texts)
        self._identifier = LanguageIdentifier.train(
            [text for language in languages for text in texts[language]],
            [language for language in languages for _ in texts[language]],
        )
        words = {language: frequent_words(texts[language]) for language in languages}
        self._build_repairers(words)
        data, arrays = self._identifier.as_stored()
        return self._save({**data, "words": words}, arrays)

    def _build_repairers(self, words: dict[str, dict[str, int]]) -> None:
        everywhere = {word for vocabulary in words.values() for word in vocabulary}
        for language, vocabulary in words.items():
            known = everywhere | english_words() if language == "en" else everywhere
            distance = SPELLING_DISTANCE.get(language, 1)
            self._repairers[language] = SpellingRepairer(vocabulary, known, distance)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples the same treatment as messages, with the language that is known."""
        for message in training_data.training_examples:
            if message.get(TEXT):
                self._normalise(message, language_of(message))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Clean the messages; a language that is clear, or that the channel names, is an entity."""
        for message in messages:
            language = self._normalise(message, None)
            if language is not None:
                entity = {"entity": LANGUAGE, "value": language, "extractor": type(self).__name__}
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages

    def _normalise(self, message: Message, language: str | None) -> str | None:
        assert self._identifier is not None
        # A typed "/restart" is no command: Rasa would run any intent written like this.
        text = normalise(message.get(TEXT)).lstrip("/ ")
        message.set(TEXT, text)
        reading = language
        if reading is None and message.get(OTHER_LANGUAGE) is None:
            # A short message may have no clear language: then what the channel says of it counts.
            hint = (message.get("metadata") or {}).get(LANGUAGE)
            reading = self._identifier.identify(text) or (hint if hint in self._repairers else None)
        repairer = self._repairers.get(str(reading))
        words = MASK_TAG.sub(" ", text)  # what was masked says nothing about the intent
        repaired = (repairer.repair(words) if repairer else words).lower()
        likely = reading or self._identifier.guess(text)[0]
        message.set(REPAIRED_TEXT, repaired)
        message.set(ENCODER_TEXT, in_english(repaired, likely))
        message.set(LANGUAGE, reading)
        message.set(LIKELY_LANGUAGE, likely)
        return reading
