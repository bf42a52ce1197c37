"""Messages as the classifier sees them: a sparse row, the encoder's vector and the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.half_precision import as_single

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Examples:
    """Messages as the halves see them, row by row; `dense` is nothing without the encoder."""

    sparse: csr_matrix
    dense: NDArray[np.float32] | NDArray[np.float16] | None
    languages: tuple[str | None, ...]

    def __len__(self) -> int:
        return len(self.languages)

    def part(self, start: int, stop: int) -> Examples:
        """Return neighbouring examples; their arrays are views, so they cost no memory."""
        rows = self.sparse
        first, last = rows.indptr[start], rows.indptr[stop]
        sparse = csr_matrix((stop - start, rows.shape[1]), dtype=rows.dtype)
        # Its constructor would copy arrays that are less than half of what they are a view of.
        sparse.data, sparse.indices = rows.data[first:last], rows.indices[first:last]
        sparse.indptr = rows.indptr[start : stop + 1] - first
        dense = None if self.dense is None else self.dense[start:stop]
        return Examples(sparse, dense, self.languages[start:stop])

    def take(self, rows: Sequence[int] | NDArray[np.int_]) -> Examples:
        """Return the examples of these rows."""
        dense = None if self.dense is None else self.dense[rows]
        return Examples(self.sparse[rows], dense, tuple(self.languages[row] for row in rows))


def nearest_cosines(
    examples: Examples, ngrams: Vector, vector: Vector | None
) -> tuple[float, float]:
    """Return how near a message comes to any of the examples: sparse and dense cosine.

    Both are 0 where there is nothing to compare with.

    Args:
        examples: what the message is compared with.
        ngrams: the values of all n-grams in the message, shape (n-grams,): `ngrams_of`.
        vector: the encoder's vector of the message, shape (dimensions,).
    """
    if not len(examples):
        return 0.0, 0.0
    # Each sparse row holds two parts of unit length (words, characters): at most 2.
    sparse = float((examples.sparse @ ngrams).max()) / 2
    if examples.dense is None or vector is None:
        return sparse, 0.0
    # Stored vectors are kept in half precision.
    return sparse, float((as_single(examples.dense) @ vector).max())


def ngrams_of(messages: Examples, row: int) -> Vector:
    """Return the values of all n-grams in one message: scipy multiplies with that the fastest."""
    start, stop = messages.sparse.indptr[row : row + 2]
    values = np.zeros(messages.sparse.shape[1], dtype=np.float32)
    values[messages.sparse.indices[start:stop]] = messages.sparse.data[start:stop]
    return values


def examples_as_arrays(examples: Examples, prefix: str) -> dict[str, NDArray[Any]]:
    """Return the arrays that `examples_from_arrays` needs, their names beginning with `prefix`."""
    rows = examples.sparse
    arrays: dict[str, NDArray[Any]] = {
        f"{prefix}_data": rows.data,
        f"{prefix}_indices": rows.indices,
        f"{prefix}_indptr": rows.indptr,
        f"{prefix}_shape": np.array(rows.shape),
    }
    if examples.dense is not None:
        arrays[f"{prefix}_dense"] = examples.dense.astype(np.float16)
    return arrays


def examples_from_arrays(arrays: Mapping[str, NDArray[Any]], prefix: str) -> Examples:
    """Rebuild stored examples, their vectors in half precision; their languages are not kept."""
    parts = tuple(arrays[f"{prefix}_{part}"] for part in ("data", "indices", "indptr"))
    rows = csr_matrix(parts, shape=tuple(arrays[f"{prefix}_shape"]))
    return Examples(rows, arrays.get(f"{prefix}_dense"), (None,) * rows.shape[0])
