"""Messages as the classifier sees them: a sparse row, the encoder's vector and the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.half_precision import as_single

COLUMNS_AT_ONCE = 16  # each has 0.4 MB


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


@dataclass(frozen=True)
class Columns:
    """A few messages beside each other, as many examples are multiplied with them at once."""

    sparse: NDArray[np.float32]  # shape (n-grams, messages)
    dense: NDArray[np.float32] | NDArray[np.float16] | None

    @classmethod
    def of(cls, messages: Examples) -> Columns:
        """Return messages as columns; scipy would make each of them anew for every product."""
        rows = messages.sparse
        sparse = np.zeros((rows.shape[1], rows.shape[0]), dtype=np.float32)
        sparse[rows.indices, np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))] = rows.data
        return cls(sparse, None if messages.dense is None else messages.dense.T)

    def take(self, columns: NDArray[np.int_]) -> Columns:
        """Return the messages of these columns."""
        if len(columns) == self.sparse.shape[1]:
            return self
        dense = None if self.dense is None else self.dense[:, columns]
        return Columns(np.ascontiguousarray(self.sparse[:, columns]), dense)


def nearest_cosines(examples: Examples, messages: Columns) -> NDArray[np.float64]:
    """Return how near each message comes to any of the examples, shape (messages, 2).

    Columns: sparse and dense cosine, 0 where there is nothing to compare with.
    """
    nearest = np.zeros((messages.sparse.shape[1], 2))
    if not len(examples):
        return nearest
    # Each sparse row holds two parts of unit length (words, characters): at most 2.
    nearest[:, 0] = (examples.sparse @ messages.sparse).max(axis=0) / 2
    if examples.dense is not None and messages.dense is not None:
        vectors = as_single(examples.dense)  # stored ones are kept in half of that
        nearest[:, 1] = (vectors @ messages.dense).max(axis=0)
    return nearest


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
