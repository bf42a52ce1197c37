"""The weights of the encoder are made small without being bent."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.encoder_graph import INT8_RANGE, quantise


@pytest.mark.parametrize("axis", [0, 1])
def test_quantised_weights_give_the_matrix_back_within_half_a_step(axis: int) -> None:
    matrix = np.random.default_rng(0).normal(size=(7, 5)).astype(np.float32)
    small, scale = quantise(matrix, axis)
    assert small.dtype == np.int8
    assert (np.abs(small * scale - matrix) <= scale * 0.501).all()


@pytest.mark.parametrize("axis", [0, 1])
def test_every_row_or_column_uses_the_whole_range_and_no_more(axis: int) -> None:
    matrix = np.random.default_rng(1).normal(size=(7, 5)).astype(np.float32) * 1000
    small, _ = quantise(matrix, axis)
    assert (np.abs(small.astype(int)).max(axis=axis) == INT8_RANGE).all()


def test_a_column_of_zeros_stays_one() -> None:
    small, scale = quantise(np.zeros((3, 2), np.float32), axis=0)
    assert not small.any()
    assert np.isfinite(scale).all()
    assert (scale > 0).all()
