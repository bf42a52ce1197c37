"""A trained linear classifier as plain arrays, and how the two kinds of it are trained."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from nlu.half_precision import as_single

Rows: TypeAlias = "csr_matrix | NDArray[np.float32]"
SVM_C = 1.0
SVM_TEMPERATURE = 3.0
REGRESSION_C = 30.0
REGRESSION_STEPS = 50


@dataclass(frozen=True)
class LinearHead:
    """Scores of shape (rows, labels) are `rows @ matrix + bias`; softmax makes probabilities.

    The matrix is kept in half precision: with 40,000 n-grams and 150 articles it is the largest
    thing in memory, and three digits of a weight decide nothing.
    """

    labels: tuple[str, ...]
    matrix: NDArray[np.float16]
    bias: NDArray[np.float32]
    temperature: float

    def probabilities(self, rows: Rows) -> NDArray[np.float64]:
        """Return probabilities of shape (rows, labels)."""
        scores = self._products(rows) + self.bias
        scores = (scores - scores.max(axis=1, keepdims=True)) * self.temperature
        powers = np.exp(scores)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    @cached_property
    def _whole_matrix(self) -> NDArray[np.float32]:
        """Return the matrix of a head for dense rows, which is small, as it is multiplied."""
        return self.matrix.astype(np.float32)

    def _products(self, rows: Rows) -> NDArray[np.float64]:
        if not isinstance(rows, csr_matrix):
            return np.asarray(rows @ self._whole_matrix, dtype=np.float64)
        products = np.zeros((rows.shape[0], len(self.labels)))
        for row, (start, stop) in enumerate(pairwise(rows.indptr)):
            # Only the few hundred n-grams of a message are looked up.
            weights = as_single(self.matrix[rows.indices[start:stop]])
            products[row] = rows.data[start:stop] @ weights
        return products


def train_svm(rows: csr_matrix, labels: Sequence[str]) -> LinearHead:
    """Train one linear support vector machine per label; its margins are sharpened by a factor."""
    model = LinearSVC(C=SVM_C, dual=True, random_state=0).fit(rows, labels)
    return _head(model, SVM_TEMPERATURE)


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
        np.ascontiguousarray(weights.T, dtype=np.float16),
        bias.astype(np.float32),
        temperature,
    )
