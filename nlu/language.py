"""Tells English from Dutch by the characters of a message, and says so when it cannot."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlu.normalisation import latin_share
from nlu.vectoriser import NgramSpec, SparseVectoriser

LANGUAGE = "language"
CHARACTERS = (NgramSpec("char_wb", (1, 4), 2),)
MIN_WORDS = 3
SURE = 0.8  # needed of a message with MIN_WORDS words or more
SURE_WHEN_SHORT = 0.93


class LanguageIdentifier:
    """A logistic regression over character 1-4-grams for two languages."""

    def __init__(
        self,
        vectoriser: SparseVectoriser,
        languages: tuple[str, str],
        coefficients: NDArray[np.float32],
        intercept: float,
    ) -> None:
        self.vectoriser = vectoriser
        self.languages = languages
        self.coefficients = coefficients
        self.intercept = intercept

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str]) -> LanguageIdentifier:
        """Learn from texts whose language is known; exactly two languages."""
        vectoriser = SparseVectoriser.train([text.lower() for text in texts], CHARACTERS)
        rows = vectoriser.transform([text.lower() for text in texts])
        model = LogisticRegression(C=30, max_iter=1000).fit(rows, list(labels))
        first, second = model.classes_.tolist()
        coefficients = model.coef_[0].astype(np.float32)
        return cls(vectoriser, (first, second), coefficients, float(model.intercept_[0]))

    def probability(self, text: str) -> float:
        """Return the probability of the second language."""
        columns, values = self.vectoriser.parts[0].row(text.lower())
        score = float(self.coefficients[columns] @ values) + self.intercept
        return 1 / (1 + math.exp(-score))

    def identify(self, text: str) -> str | None:
        """Return the language, or nothing when the message is too short or mixed to tell."""
        letters = sum(char.isalpha() for char in text)
        if letters < 2 or latin_share(text) < 0.5:
            return None
        likely, probability = self.guess(text)
        needed = SURE if len(text.split()) >= MIN_WORDS else SURE_WHEN_SHORT
        return likely if probability >= needed else None

    def guess(self, text: str) -> tuple[str, float]:
        """Return the more likely language and its probability, however small the difference."""
        second = self.probability(text)
        if second >= 0.5:
            return self.languages[1], second
        return self.languages[0], 1 - second

    def as_stored(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Return what `restore` needs, as JSON data and arrays."""
        terms, arrays = self.vectoriser.as_stored()
        data = {"languages": self.languages, "terms": terms, "intercept": self.intercept}
        return data, {**arrays, "coefficients": self.coefficients}

    @classmethod
    def restore(
        cls,
        data: dict[str, Any],
        arrays: dict[str, NDArray[Any]],
        known_words: Container[str] = frozenset(),
    ) -> LanguageIdentifier:
        """Rebuild a trained identifier from `as_stored()`; known words are read more quickly."""
        vectoriser = SparseVectoriser.restore(data["terms"], arrays, CHARACTERS, known_words)
        first, second = data["languages"]
        return cls(vectoriser, (first, second), arrays["coefficients"], data["intercept"])
