"""A trained linear classifier as plain arrays, and how the two kinds of it are trained."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

Rows: TypeAlias = "csr_matrix | NDArray[np.float32]"
SVM_C = 1.0
SVM_TEMPERATURE = 3.0
REGRESSION_C = 30.0
REGRESSION_STEPS = 50


@dataclass(frozen=True)
class LinearHead:
    """Scores of shape (rows, labels) are `rows @ matrix + bias`; softmax makes probabilities.

    The matrix of n-grams and articles is the largest thing in memory. Six in seven of its weights
    are zero, as most n-grams stand in few articles, so only the others are kept.
    """

    labels: tuple[str, ...]
    matrix: Rows
    bias: NDArray[np.float32]
    temperature: float

    def probabilities(self, rows: Rows) -> NDArray[np.float64]:
        """Return probabilities of shape (rows, labels)."""
        products: Rows = rows @ self.matrix
        dense = products.toarray() if isinstance(products, csr_matrix) else products
        scores = np.asarray(dense, dtype=np.float64) + self.bias
        scores = (scores - scores.max(axis=1, keepdims=True)) * self.temperature
        powers = np.exp(scores)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def train_svm(rows: csr_matrix, labels: Sequence[str]) -> LinearHead:
    """Train one linear support vector machine per label; its margins are sharpened by a factor."""
    model = LinearSVC(C=SVM_C, dual=True, random_state=0).fit(rows, labels)
    head = _head(model, SVM_TEMPERATURE)
    return replace(head, matrix=csr_matrix(head.matrix))


def train_regression(rows: NDArray[np.floating[Any]], labels: Sequence[str]) -> LinearHead:
    """Train a multinomial logistic regression.

    It stops early: more steps, up to full convergence, change next to no decision.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=REGRESSION_C, max_iter=REGRESSION_STEPS).fit(rows, labels)
    return _head(model, 1.0)


def _head(model: LinearSVC | LogisticRegression, temperature: float) -> LinearHead:
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        # scikit-learn keeps one row for two labels: how much more the second one fits.
        weights, bias = np.vstack([-weights, weights]) / 2, np.append(-bias, bias) / 2
    return LinearHead(
        tuple(model.classes_.tolist()),
        # Three digits of a weight decide nothing, and the model is half as large.
        np.ascontiguousarray(weights.T, dtype=np.float16).astype(np.float32),
        bias.astype(np.float32),
        temperature,
    )
