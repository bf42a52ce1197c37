"""TF-IDF over words and characters, trained once and stored without pickle.

scikit-learn cuts the texts into n-grams and learns their weights. Single messages are transformed
here, because its own `transform` spends 2 ms on checks that a server pays for every message.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer


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


WORDS = NgramSpec("word", (1, 2), 1)
CHARACTERS = NgramSpec("char_wb", (2, 5), 2)
WORDS_AND_CHARACTERS = (WORDS, CHARACTERS)


@dataclass(frozen=True)
class VectoriserPart:
    """The n-grams of one spec with their inverse document frequencies."""

    spec: NgramSpec
    terms: tuple[str, ...]
    weights: NDArray[np.float32]
    analyse: Callable[[str], list[str]]
    weight_of: dict[str, tuple[int, float]]

    @classmethod
    def build(
        cls, spec: NgramSpec, terms: Sequence[str], weights: NDArray[np.float32]
    ) -> VectoriserPart:
        """Prepare the look-up of a trained part."""
        pairs = enumerate(weights.tolist())
        lookup = dict(zip(terms, pairs, strict=True))
        return cls(spec, tuple(terms), weights, spec.untrained().build_analyzer(), lookup)

    def row(self, text: str) -> tuple[list[int], list[float]]:
        """Return the columns of the text and their values; the values have unit length."""
        counts = Counter(term for term in self.analyse(text) if term in self.weight_of)
        columns, values = [], []
        for term, count in counts.items():
            column, weight = self.weight_of[term]
            columns.append(column)
            values.append((1 + math.log(count)) * weight)
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        return columns, [value / length for value in values]


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
        parts = []
        for spec in specs:
            learnt = spec.untrained().fit(texts)
            terms = learnt.get_feature_names_out().tolist()
            parts.append(VectoriserPart.build(spec, terms, learnt.idf_.astype(np.float32)))
        return cls(parts)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return one row per text, shape (texts, n-grams)."""
        columns: list[int] = []
        values: list[float] = []
        ends = [0]
        for text in texts:
            start = 0
            for part in self.parts:
                part_columns, part_values = part.row(text)
                columns += [start + column for column in part_columns]
                values += part_values
                start += len(part.terms)
            ends.append(len(columns))
        arrays = (np.array(values, np.float32), np.array(columns, np.int32), np.array(ends))
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
    ) -> SparseVectoriser:
        """Rebuild a trained vectoriser from `as_stored()`."""
        return cls(
            [
                VectoriserPart.build(spec, part_terms, arrays[f"idf_{number}"])
                for number, (spec, part_terms) in enumerate(zip(specs, terms, strict=True))
            ]
        )
