"""Graph component: ranks the articles of the knowledge base for a message."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.choice_reader import is_choice
from nlu.examples import article_of
from nlu.feature_rows import Examples
from nlu.hybrid import HybridModel, train_hybrid
from nlu.hybrid_intent_classifier import as_examples
from nlu.hybrid_storage import model_as_arrays, model_from_arrays
from nlu.storage import load_trained, save_trained

ARTICLE_RANKING = "article_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ArticleRanker(GraphComponent, IntentClassifier):
    """Adds `article_ranking` to what is understood of a message, as ResponseSelector would.

    The same hybrid as for intents, with the articles as its labels and their phrasings as its
    examples.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: HybridModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "encoder_weights": {"en": 0.5, "nl": 0.15, "default": 0.3},
            # Enough to hold all articles of the likely topics.
            "ranking_length": 20,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ArticleRanker:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ArticleRanker:
        component = cls(config, model_storage, resource)
        data, arrays = load_trained(model_storage, resource)
        component._model = model_from_arrays(
            arrays, data["temperatures"], config["encoder_weights"]
        )
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that carry an article."""
        messages = [m for m in training_data.intent_examples if article_of(m) is not None]
        articles = [str(article_of(message)) for message in messages]
        model = train_hybrid(as_examples(messages), articles, self._config["encoder_weights"])
        self._model = model
        data = {"temperatures": model.temperatures}
        save_trained(self._storage, self._resource, data, model_as_arrays(model))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the ranking: articles with confidence and similarity, best first."""
        for message in messages:
            if not is_choice(message):
                ranking = self._rank(as_examples([message]))
                message.set(ARTICLE_RANKING, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Examples) -> list[dict[str, Any]]:
        assert self._model is not None
        confidences = self._model.predict(message).combined[0]
        best = np.argsort(-confidences)[: self._config["ranking_length"]]
        similarity = self._model.similarity(message, int(best[0]))
        return [
            {
                "article": self._model.labels[position],
                "confidence": round(float(confidences[position]), 4),
                # Only the first one's is asked for: is the message like its phrasings at all?
                **({"similarity": round(similarity, 4)} if position == best[0] else {}),
            }
            for position in best
        ]
