"""The gate: whether a message is within scope, and how probably the winning intent is right.

Two logistic regressions over what the halves say of a message, fitted on examples that the halves
had not seen (out of fold) and on out-of-scope ones. Their scale means the same whatever the number
of intents and examples, so one threshold holds everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.feature_rows import Examples
from nlu.hybrid import HybridModel, Prediction, train_hybrid

FOLDS = 3
GATE_C = 1.0
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Gate:
    """Two sets of coefficients over the same standardised features."""

    mean: Floats
    scale: Floats
    coefficients: Floats  # shape (features, 2): within scope, right
    intercepts: Floats

    def probabilities(self, features: Floats) -> Floats:
        """Return for each row how probably it is within scope, and its winner right."""
        scores = ((features - self.mean) / self.scale) @ self.coefficients + self.intercepts
        return np.asarray(1 / (1 + np.exp(-scores)))

    def as_arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays that `from_arrays` needs."""
        return {
            "gate_mean": self.mean,
            "gate_scale": self.scale,
            "gate_coefficients": self.coefficients,
            "gate_intercepts": self.intercepts,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Gate:
        """Rebuild a fitted gate."""
        names = ("gate_mean", "gate_scale", "gate_coefficients", "gate_intercepts")
        return cls(*(arrays[name] for name in names))


def gate_features(model: HybridModel, examples: Examples, prediction: Prediction) -> Floats:
    """Return what the gate looks at, shape (examples, features)."""
    winners = prediction.combined.argmax(axis=1)
    parts = (prediction.combined, prediction.dense, prediction.sparse)
    best = [np.sort(part, axis=1)[:, ::-1] for part in parts]
    rows = np.arange(len(examples))
    columns = [
        *(part[:, 0] for part in best),
        *(part[:, 0] - part[:, 1] for part in best),
        prediction.dense[rows, winners],
        prediction.sparse[rows, winners],
        prediction.out_of_scope,
        *model.nearest(examples, winners).T,
        (prediction.dense.argmax(axis=1) == prediction.sparse.argmax(axis=1)).astype(float),
        np.log1p(np.diff(examples.sparse.indptr)),
    ]
    features = np.stack(columns, axis=1)
    english = np.array([[language == "en"] for language in examples.languages], dtype=float)
    return np.hstack([features * english, features * (1 - english), english])


def train_gate(
    examples: Examples,
    labels: Sequence[str],
    encoder_weights: Mapping[str, float],
    out_of_scope_share: float,
    asked: Sequence[bool] | None = None,
) -> Gate:
    """Fit the gate on out-of-fold predictions.

    Args:
        examples: all training examples.
        labels: their intents, `out_of_scope` included.
        asked: which examples are what people ask (all of them when left out); the others are in
            every fold to learn from and judge nothing.
        encoder_weights: as of the hybrid model.
        out_of_scope_share: which part of the messages of real people is out of scope, 0 to 1;
            the out-of-scope examples count as much as that, however few they are.
    """
    features: list[Floats] = []
    right: list[bool] = []
    inside: list[bool] = []
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    judged = np.flatnonzero(np.ones(len(labels)) if asked is None else asked)
    for _, held in folds.split(judged, [labels[row] for row in judged]):
        test_rows = judged[held]
        train_rows = np.setdiff1d(np.arange(len(labels)), test_rows)
        train_labels = [labels[row] for row in train_rows]
        model = train_hybrid(examples.take(train_rows), train_labels, encoder_weights)
        held_out = examples.take(test_rows)
        prediction = model.predict(held_out)
        features.append(gate_features(model, held_out, prediction))
        winners = prediction.combined.argmax(axis=1)
        truth = [labels[row] for row in test_rows]
        right += [model.labels[w] == label for w, label in zip(winners, truth, strict=True)]
        inside += [label != OUT_OF_SCOPE for label in truth]
    return _fit(np.vstack(features), np.array(inside), np.array(right), out_of_scope_share)


def _fit(
    features: Floats, inside: NDArray[np.bool_], right: NDArray[np.bool_], share: float
) -> Gate:
    mean, scale = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-6)
    weight = share / (1 - share) * inside.sum() / max((~inside).sum(), 1)
    weights = np.where(inside, 1.0, weight)
    heads = [
        LogisticRegression(C=GATE_C, max_iter=2000).fit(
            (features - mean) / scale, truth, sample_weight=weights
        )
        for truth in (inside, right)
    ]
    coefficients = np.stack([head.coef_[0] for head in heads], axis=1)
    return Gate(mean, scale, coefficients, np.array([head.intercept_[0] for head in heads]))
