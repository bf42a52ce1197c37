"""A trained hybrid model as arrays, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.feature_rows import Examples, examples_as_arrays, examples_from_arrays
from nlu.half_precision import as_single
from nlu.hybrid import HybridModel
from nlu.linear import LinearHead


def model_as_arrays(model: HybridModel) -> dict[str, NDArray[Any]]:
    """Return the arrays that `model_from_arrays` needs."""
    sparse = csr_matrix(model.sparse_head.matrix)
    arrays: dict[str, NDArray[Any]] = {
        "labels": np.array(model.sparse_head.labels),
        "sparse_data": sparse.data.astype(np.float16),
        "sparse_indices": sparse.indices.astype(np.uint16),
        "sparse_indptr": sparse.indptr,
        "sparse_bias": model.sparse_head.bias,
        "example_counts": model.example_counts,
        **examples_as_arrays(model.examples, "example"),
        **examples_as_arrays(model.outside, "outside"),
    }
    if model.dense_head is not None:
        arrays["dense_labels"] = np.array(model.dense_head.labels)
        arrays["dense_matrix"] = model.dense_head.matrix.astype(np.float16)
        arrays["dense_bias"] = model.dense_head.bias
    return arrays


def model_from_arrays(
    arrays: Mapping[str, NDArray[Any]],
    temperatures: Mapping[str, float],
    encoder_weights: Mapping[str, float],
) -> HybridModel:
    """Rebuild a trained model; `temperatures` are those of the halves `sparse` and `dense`."""
    labels = tuple(arrays["labels"].tolist())
    sparse_head = LinearHead(
        labels, _sparse_matrix(arrays, len(labels)), arrays["sparse_bias"], temperatures["sparse"]
    )
    dense_head = None
    if "dense_labels" in arrays:
        dense_head = LinearHead(
            tuple(arrays["dense_labels"].tolist()),
            as_single(arrays["dense_matrix"]),
            arrays["dense_bias"],
            temperatures["dense"],
        )
    return HybridModel(
        sparse_head,
        dense_head,
        encoder_weights,
        examples_from_arrays(arrays, "example"),
        arrays["example_counts"],
        _in_single_precision(examples_from_arrays(arrays, "outside")),
    )


def _sparse_matrix(arrays: Mapping[str, NDArray[Any]], width: int) -> csr_matrix:
    starts = arrays["sparse_indptr"]
    columns = arrays["sparse_indices"].astype(np.int32)
    weights = as_single(arrays["sparse_data"])
    return csr_matrix((weights, columns, starts), shape=(len(starts) - 1, width))


def _in_single_precision(examples: Examples) -> Examples:
    """Return examples that every message is compared with; the others are read when needed."""
    dense = None if examples.dense is None else as_single(examples.dense)
    return replace(examples, dense=dense)
