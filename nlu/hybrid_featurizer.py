"""Graph component: one sparse and one dense sentence vector for each message."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from nlu.choice_reader import is_choice
from nlu.encoder import DIMENSIONS, SentenceEncoder, Vectors, load_encoder
from nlu.message_normaliser import ENCODER_TEXT, REPAIRED_TEXT
from nlu.storage import Arrays
from nlu.trained_component import TrainedComponent
from nlu.vectoriser import SparseVectoriser

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class HybridFeaturizer(TrainedComponent):
    """Adds TF-IDF features and, when the encoder was built, its vector."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._vectoriser: SparseVectoriser | None = None
        self._encoder = _encoder_if_built() if config["use_encoder"] else None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"use_encoder": True}

    def _restore(self, data: dict[str, Any], arrays: Arrays) -> None:
        self._vectoriser = SparseVectoriser.restore(data["terms"], arrays)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Train again when the encoder was built or removed."""
        return f"encoder: {config.get('use_encoder', True) and load_encoder() is not None}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the n-grams of the examples."""
        texts = [message.get(REPAIRED_TEXT) for message in training_data.intent_examples]
        self._vectoriser = SparseVectoriser.train(texts)
        terms, weights = self._vectoriser.as_stored()
        return self._save({"terms": terms}, weights)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to every example that has a text."""
        self.process([m for m in training_data.training_examples if m.get(REPAIRED_TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to the messages; choices need none."""
        todo = [message for message in messages if not is_choice(message)]
        if not todo:
            return messages
        assert self._vectoriser is not None
        texts = [message.get(REPAIRED_TEXT) for message in todo]
        self._add(todo, self._vectoriser.transform(texts))
        if self._encoder is not None:
            encoded = [message.get(ENCODER_TEXT) for message in todo]
            self._add(todo, self._encoder.encode(encoded))
        return messages

    def _add(self, messages: list[Message], rows: csr_matrix | Vectors) -> None:
        for position, message in enumerate(messages):
            row = rows[position : position + 1]
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))


def _encoder_if_built() -> SentenceEncoder | None:
    encoder = load_encoder()
    if encoder is None:
        logger.warning(
            "encoder.missing: the sentence encoder was not built, so messages are understood by "
            "their words alone; `make train` builds it"
        )
    return encoder


def features_of(message: Message) -> tuple[csr_matrix, Vectors | None]:
    """Return the sparse row and the encoder's vector that this component gave a message."""
    # The message's own methods copy all features, to put several featurizers beside each other.
    own = [f for f in message.features if f.origin == HybridFeaturizer.__name__]
    sparse = next(f.features for f in own if f.is_sparse())
    dense = next((f.features for f in own if f.is_dense()), None)
    vector = None if dense is None else np.asarray(dense).reshape(DIMENSIONS)
    return sparse.tocsr(), vector
