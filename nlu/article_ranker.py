"""Graph component: ranks the articles of the knowledge base for a message."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.article_pool import Halves, halves_of, pool
from nlu.choice_reader import is_choice
from nlu.examples import article_of
from nlu.feature_rows import Examples
from nlu.hybrid import HybridModel, train_hybrid
from nlu.hybrid_intent_classifier import TOPIC_HALVES, as_examples
from nlu.hybrid_storage import model_as_arrays, model_from_arrays
from nlu.storage import Arrays
from nlu.trained_component import TrainedComponent

ARTICLE_RANKING = "article_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ArticleRanker(TrainedComponent, IntentClassifier):
    """Adds `article_ranking` to what is understood of a message, as ResponseSelector would.

    The same hybrid as for intents, with the articles as its labels, and their phrasings and
    sentences as its examples; what the intent classifier says of the topic counts as well.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model: HybridModel | None = None
        self._topics: tuple[str, ...] = ()  # of the articles, in the order of the labels

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "encoder_weights": {"en": 0.5, "nl": 0.15, "default": 0.3},
            # How much each judge counts: see `nlu.article_pool`.
            "pool": [0.5, 0.5, 0.5, 0.5],
            # Enough to hold all articles that may be meant.
            "ranking_length": 20,
        }

    def _restore(self, data: dict[str, Any], arrays: Arrays) -> None:
        weights = self._config["encoder_weights"]
        self._model = model_from_arrays(arrays, data["temperatures"], weights)
        self._topics = tuple(data["topics"])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that carry an article."""
        messages = [m for m in training_data.intent_examples if article_of(m) is not None]
        articles = [str(article_of(message)) for message in messages]
        model = train_hybrid(as_examples(messages), articles, self._config["encoder_weights"])
        self._model = model
        topics = {article_of(message): message.get(INTENT) for message in messages}
        self._topics = tuple(str(topics[article]) for article in model.labels)
        data = {"temperatures": model.temperatures, "topics": self._topics}
        return self._save(data, model_as_arrays(model))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the ranking: articles with confidence and similarity, best first."""
        assert self._model is not None
        todo = [message for message in messages if not is_choice(message)]
        if todo:
            examples = as_examples(todo)
            prediction = self._model.predict(examples)
            for row, message in enumerate(todo):
                ranking = self._rank(
                    message, examples.part(row, row + 1), halves_of(prediction, row)
                )
                message.set(ARTICLE_RANKING, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message, example: Examples, halves: Halves) -> list[dict[str, Any]]:
        assert self._model is not None
        confidences = pool(halves, message.get(TOPIC_HALVES), self._topics, self._config["pool"])
        best = np.argsort(-confidences)[: self._config["ranking_length"]]
        similarity = self._model.similarity(example, int(best[0]))
        return [
            {
                "article": self._model.labels[position],
                "confidence": round(float(confidences[position]), 4),
                # Only the first one's is asked for: is the message like its phrasings at all?
                **({"similarity": round(similarity, 4)} if position == best[0] else {}),
            }
            for position in best
        ]
