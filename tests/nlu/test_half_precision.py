"""Half-precision numbers in single precision, quickly."""

from __future__ import annotations

import numpy as np

from nlu.half_precision import as_single


def test_every_finite_half_keeps_its_value() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = halves[np.isfinite(halves)].reshape(2, -1)
    expected = finite.astype(np.float32)
    np.testing.assert_array_equal(as_single(finite), expected)
    np.testing.assert_array_equal(np.signbit(as_single(finite)), np.signbit(expected))


def test_rows_that_are_not_beside_each_other_are_read_as_well() -> None:
    halves = np.arange(12, dtype=np.float16).reshape(4, 3)
    np.testing.assert_array_equal(as_single(halves[::2, 1:]), [[1, 2], [7, 8]])


def test_numbers_in_single_precision_are_not_copied() -> None:
    single = np.ones(3, np.float32)
    assert as_single(single) is single
