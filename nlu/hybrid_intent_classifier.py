"""Graph component: the hybrid intent classifier with calibrated confidence."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import vstack

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.article_pool import halves_of
from nlu.choice_reader import is_choice
from nlu.decided import is_decided
from nlu.examples import is_statement
from nlu.feature_rows import Examples
from nlu.gate import Gate, gate_features, train_gate
from nlu.hybrid import HybridModel, Prediction, train_hybrid
from nlu.hybrid_featurizer import features_of
from nlu.hybrid_storage import model_as_arrays, model_from_arrays
from nlu.language import LANGUAGE
from nlu.storage import Arrays
from nlu.trained_component import TrainedComponent

RANKING_LENGTH = 10
TOPIC_HALVES = "topic_halves"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HybridIntentClassifier(TrainedComponent, IntentClassifier):
    """Predicts the intent; below the threshold of the gate a message is out of scope."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model: HybridModel | None = None
        self._gate: Gate | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            # How much the encoder's half counts, by language; the encoder knows English only.
            "encoder_weights": {"en": 0.5, "nl": 0.15, "default": 0.3},
            # Below this probability of being within scope, a message counts as out of scope.
            "threshold": 0.5,
            # Which part of real messages is out of scope.
            "out_of_scope_share": 0.25,
        }

    def _restore(self, data: dict[str, Any], arrays: Arrays) -> None:
        weights = self._config["encoder_weights"]
        self._model = model_from_arrays(arrays, data["temperatures"], weights)
        self._gate = Gate.from_arrays(arrays)

    def train(self, training_data: TrainingData) -> Resource:
        """Train both halves on all examples and the gate out of fold."""
        messages = [m for m in training_data.intent_examples if m.get(TEXT)]
        examples = as_examples(messages)
        labels = [message.get(INTENT) for message in messages]
        weights = self._config["encoder_weights"]
        model = train_hybrid(examples, labels, weights)
        asked = [not is_statement(message) for message in messages]
        gate = train_gate(examples, labels, weights, self._config["out_of_scope_share"], asked)
        self._model, self._gate = model, gate
        arrays = {**model_as_arrays(model), **gate.as_arrays()}
        return self._save({"temperatures": model.temperatures}, arrays)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking, unless they were decided before."""
        todo = [message for message in messages if not is_choice(message)]
        if todo:
            assert self._model is not None
            examples = as_examples(todo)
            prediction = self._model.predict(examples)
            rankings = self._rank(examples, prediction)
            for row, (message, ranking) in enumerate(zip(todo, rankings, strict=True)):
                message.set(TOPIC_HALVES, halves_of(prediction, row))  # for the article ranker
                if not is_decided(message):
                    message.set(INTENT, ranking[0], add_to_output=True)
                    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, examples: Examples, prediction: Prediction) -> list[list[dict[str, Any]]]:
        assert self._model is not None
        assert self._gate is not None
        features = gate_features(self._model, examples, prediction)
        chances = self._gate.probabilities(features)
        rankings = []
        for shares, (inside, right) in zip(prediction.combined, chances, strict=True):
            order = np.argsort(-shares)[:RANKING_LENGTH]
            # The gate speaks of the winner; the others keep their proportion to it.
            ranking = [
                {
                    "name": self._model.labels[position],
                    "confidence": float(right * shares[position] / shares[order[0]]),
                }
                for position in order
            ]
            outside = {"name": OUT_OF_SCOPE, "confidence": float(1 - inside)}
            at = 0 if inside < self._config["threshold"] else 1
            rankings.append([*ranking[:at], outside, *ranking[at:]])
        return rankings


def as_examples(messages: list[Message]) -> Examples:
    """Collect the features and languages of messages."""
    features = [features_of(message) for message in messages]
    rows = [row for row, _ in features]
    vectors = [vector for _, vector in features if vector is not None]
    return Examples(
        vstack(rows, format="csr") if len(rows) > 1 else rows[0],
        np.stack(vectors) if len(vectors) == len(features) else None,
        tuple(message.get(LANGUAGE) for message in messages),
    )
