"""The hybrid model: a sparse half and an encoder half, averaged with a weight per language.

The sparse half survives typing errors and Dutch; the encoder understands English paraphrases.
The class `out_of_scope` exists in the encoder half only. Its probability is a feature of the
gate (`nlu.gate`), which decides whether a message is within scope at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.feature_rows import Examples, Vector, nearest_cosines, ngrams_of
from nlu.linear import LinearHead, train_regression, train_svm


@dataclass(frozen=True)
class Prediction:
    """What the two halves say of some examples, all of shape (examples, labels in scope)."""

    labels: tuple[str, ...]
    sparse: NDArray[np.float64]
    dense: NDArray[np.float64]
    out_of_scope: NDArray[np.float64]
    combined: NDArray[np.float64]


@dataclass(frozen=True)
class HybridModel:
    """The two trained halves, with their training examples for the nearest-neighbour check.

    The examples stand in the order of their labels; `example_counts` says how many each label has.
    """

    sparse_head: LinearHead
    dense_head: LinearHead | None
    encoder_weights: Mapping[str, float]
    examples: Examples
    example_counts: NDArray[np.int_]
    outside: Examples

    @property
    def labels(self) -> tuple[str, ...]:
        return self.sparse_head.labels

    @property
    def temperatures(self) -> dict[str, float]:
        """Return the temperatures of the halves that there are, by name."""
        heads = {"sparse": self.sparse_head, "dense": self.dense_head}
        return {name: head.temperature for name, head in heads.items() if head}

    def weight(self, language: str | None) -> float:
        """Return how much the encoder's half counts for a message in this language."""
        return self.encoder_weights.get(str(language), self.encoder_weights["default"])

    def predict(self, examples: Examples) -> Prediction:
        """Return the probabilities of both halves and their weighted mean."""
        sparse = self.sparse_head.probabilities(examples.sparse)
        if self.dense_head is None or examples.dense is None:
            nothing = np.zeros(len(examples))
            return Prediction(self.labels, sparse, sparse, nothing, sparse)
        everything = self.dense_head.probabilities(examples.dense)
        dense = everything[:, self._dense_columns]
        weight = np.array([[self.weight(language)] for language in examples.languages])
        combined = weight * dense + (1 - weight) * sparse
        return Prediction(self.labels, sparse, dense, 1 - dense.sum(axis=1), combined)

    @cached_property
    def _dense_columns(self) -> list[int]:
        """Return where the labels in scope stand in the encoder's half."""
        assert self.dense_head is not None
        place = {label: column for column, label in enumerate(self.dense_head.labels)}
        return [place[label] for label in self.labels]

    def nearest(self, examples: Examples, winners: NDArray[np.int_]) -> NDArray[np.float64]:
        """Return cosines to the nearest examples, shape (examples, 4).

        Columns: the winning label sparse and dense, out of scope sparse and dense.
        """
        nearest = np.empty((len(winners), 4))
        for row, winner in enumerate(winners):
            message = ngrams_of(examples, row), _vector(examples, row)
            nearest[row, :2] = nearest_cosines(self.examples_by_label[winner], *message)
            nearest[row, 2:] = nearest_cosines(self.outside, *message)
        return nearest

    def similarity(self, message: Examples, label: int) -> float:
        """Return how like the label's nearest example the one message is, 0 to 1."""
        examples = self.examples_by_label[label]
        sparse, dense = nearest_cosines(examples, ngrams_of(message, 0), _vector(message, 0))
        if self.dense_head is None or message.dense is None:
            return sparse
        weight = self.weight(message.languages[0])
        return weight * dense + (1 - weight) * sparse

    @cached_property
    def examples_by_label(self) -> list[Examples]:
        """Return the training examples of each label."""
        ends = np.cumsum(self.example_counts)
        return [
            self.examples.part(int(end - count), int(end))
            for count, end in zip(self.example_counts, ends, strict=True)
        ]


def _vector(messages: Examples, row: int) -> Vector | None:
    return None if messages.dense is None else messages.dense[row]


def train_hybrid(
    examples: Examples, labels: Sequence[str], encoder_weights: Mapping[str, float]
) -> HybridModel:
    """Train both halves; examples labelled `out_of_scope` teach the encoder half only."""
    inside = sorted(
        (row for row, label in enumerate(labels) if label != OUT_OF_SCOPE),
        key=lambda row: labels[row],
    )
    within = examples.take(inside)
    inside_labels = [labels[row] for row in inside]
    sparse_head = train_svm(within.sparse, inside_labels)
    dense_head = None if examples.dense is None else train_regression(examples.dense, labels)
    outside = [row for row, label in enumerate(labels) if label == OUT_OF_SCOPE]
    return HybridModel(
        sparse_head,
        dense_head,
        encoder_weights,
        within,
        np.unique(inside_labels, return_counts=True)[1],
        examples.take(outside),
    )
