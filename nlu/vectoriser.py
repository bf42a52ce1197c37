"""TF-IDF over words and characters, trained once and stored without pickle.

scikit-learn cuts the texts into n-grams and learns their weights. Single messages are transformed
here, because its own `transform` spends 2 ms on checks that a server pays for every message.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

SHORTEST_PADDED_WORD = 3


@dataclass(frozen=True)
class NgramSpec:
    """Which n-grams one part of the vectoriser counts, and in how many texts they must stand."""

    analyzer: str
    ngram_range: tuple[int, int]
    min_df: int

    def untrained(self) -> TfidfVectorizer:
        """Return scikit-learn's vectoriser for this part."""
        return TfidfVectorizer(
            analyzer=self.analyzer,
            ngram_range=self.ngram_range,
            min_df=self.min_df,
            sublinear_tf=True,
        )

    @property
    def is_within_words(self) -> bool:
        """Tell whether each word has its n-grams whatever stands beside it."""
        return self.analyzer == "char_wb" and self.ngram_range[0] <= SHORTEST_PADDED_WORD


WORDS = NgramSpec("word", (1, 2), 2)
CHARACTERS = NgramSpec("char_wb", (2, 5), 3)
WORDS_AND_CHARACTERS = (WORDS, CHARACTERS)


@dataclass(frozen=True)
class VectoriserPart:
    """The n-grams of one spec with their inverse document frequencies.

    The n-grams of `known_words` are looked up once; other words, such as names, are not kept.
    """

    spec: NgramSpec
    terms: tuple[str, ...]
    weights: NDArray[np.float32]
    analyse: Callable[[str], list[str]]
    column_of: dict[str, int]
    known_words: Container[str]
    columns_of_words: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        spec: NgramSpec,
        terms: Sequence[str],
        weights: NDArray[np.float32],
        known_words: Container[str] = frozenset(),
    ) -> VectoriserPart:
        """Prepare the look-up of a trained part."""
        columns = {term: column for column, term in enumerate(terms)}
        analyse = spec.untrained().build_analyzer()
        return cls(spec, tuple(terms), weights, analyse, columns, known_words)

    def row(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the columns of the text and their values; the values have unit length."""
        if self.spec.is_within_words:
            words = text.lower().split()
            found = [column for word in words for column in self._columns_of(word)]
        else:
            found = self._columns_in(text)
        counts = Counter(found)
        columns = np.fromiter(counts, np.int64, len(counts))
        times = np.fromiter(counts.values(), np.float64, len(counts))
        values = (1 + np.log(times)) * self.weights[columns]
        return columns, values / (math.sqrt(values @ values) or 1.0)

    def _columns_of(self, word: str) -> list[int]:
        columns = self.columns_of_words.get(word)
        if columns is None:
            columns = self._columns_in(word)
            if word in self.known_words:
                self.columns_of_words[word] = columns
        return columns

    def _columns_in(self, text: str) -> list[int]:
        column_of = self.column_of
        return [column_of[term] for term in self.analyse(text) if term in column_of]


class SparseVectoriser:
    """Turns texts into TF-IDF rows, the parts beside each other."""

    def __init__(self, parts: Sequence[VectoriserPart]) -> None:
        self.parts = tuple(parts)
        self.width = sum(len(part.terms) for part in parts)

    @classmethod
    def train(
        cls, texts: Sequence[str], specs: Sequence[NgramSpec] = WORDS_AND_CHARACTERS
    ) -> SparseVectoriser:
        """Learn the n-grams of the texts and their weights."""
        parts: list[VectoriserPart] = []
        for spec in specs:
            learnt = spec.untrained().fit(texts)
            terms = learnt.get_feature_names_out().tolist()
            weights = learnt.idf_.astype(np.float32)
            parts.append(VectoriserPart.build(spec, terms, weights, _words_of(parts)))
        return cls(parts)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return one row per text, shape (texts, n-grams)."""
        columns: list[NDArray[np.int64]] = []
        values: list[NDArray[np.float64]] = []
        ends = [0]
        for text in texts:
            start, end = 0, ends[-1]
            for part in self.parts:
                part_columns, part_values = part.row(text)
                columns.append(start + part_columns)
                values.append(part_values)
                start += len(part.terms)
                end += len(part_columns)
            ends.append(end)
        arrays = (_joined(values, np.float32), _joined(columns, np.int32), np.array(ends))
        return csr_matrix(arrays, shape=(len(texts), self.width))

    def as_stored(self) -> tuple[list[tuple[str, ...]], dict[str, NDArray[Any]]]:
        """Return the terms of each part, and the weights as arrays, for `restore`."""
        weights = {f"idf_{number}": part.weights for number, part in enumerate(self.parts)}
        return [part.terms for part in self.parts], weights

    @classmethod
    def restore(
        cls,
        terms: Sequence[Sequence[str]],
        arrays: dict[str, NDArray[Any]],
        specs: Sequence[NgramSpec] = WORDS_AND_CHARACTERS,
        known_words: Container[str] = frozenset(),
    ) -> SparseVectoriser:
        """Rebuild a trained vectoriser from `as_stored()`.

        Without a part that counts words, the known words must be given.
        """
        parts: list[VectoriserPart] = []
        for number, (spec, part_terms) in enumerate(zip(specs, terms, strict=True)):
            weights = arrays[f"idf_{number}"]
            known = known_words or _words_of(parts)
            parts.append(VectoriserPart.build(spec, part_terms, weights, known))
        return cls(parts)


def _words_of(parts: Sequence[VectoriserPart]) -> Container[str]:
    """Return the words that a part before counts."""
    words = (part.column_of for part in parts if part.spec.analyzer == "word")
    return next(words, frozenset())


def _joined(arrays: list[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(arrays).astype(kind) if arrays else np.zeros(0, kind)
