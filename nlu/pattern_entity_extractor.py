"""Graph component: finds nationality, relation, purpose, permit, date and duration."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.choice_reader import is_choice
from nlu.message_normaliser import LIKELY_LANGUAGE
from nlu.patterns import Patterns, build_pipeline, find_entities, read_patterns
from nlu.reading_expander import is_reading
from nlu.storage import Arrays
from nlu.trained_component import TrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PatternEntityExtractor(TrainedComponent, EntityExtractorMixin):
    """Matches the patterns of `data/entities`; training copies them into the model."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._pipelines: dict[str, Any] = {}

    def _restore(self, data: dict[str, Any], arrays: Arrays) -> None:
        self._build(data["patterns"])

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when a pattern file has changed."""
        text = json.dumps(read_patterns(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Copy the patterns into the model; the examples are not looked at."""
        patterns = read_patterns()
        self._build(patterns)
        return self._save({"patterns": patterns})

    def _build(self, patterns: Patterns) -> None:
        self._pipelines = {
            language: build_pipeline(language, listed) for language, listed in patterns.items()
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities found by the pipeline of the message's language, or by both."""
        for message in messages:
            if is_choice(message) or is_reading(message):  # the entities of a reading are not used
                continue
            pipeline = self._pipelines[message.get(LIKELY_LANGUAGE)]
            entities = self.add_extractor_name(find_entities(pipeline, message.get(TEXT)))
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages
