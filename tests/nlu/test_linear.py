"""Linear heads: probabilities from scores, whichever kind of rows they come from."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from nlu.linear import REGRESSION_C, LinearHead, train_regression, train_svm

LABELS = ("a", "a", "b", "b", "c", "c")
ROWS = np.array(
    [
        [1, 0, 0, 0.1],
        [0.9, 0.1, 0, 0],
        [0, 1, 0, 0],
        [0, 0.9, 0.2, 0],
        [0, 0, 1, 0],
        [0.1, 0, 1, 0],
    ],
    dtype=np.float32,
)


@pytest.fixture
def head() -> LinearHead:
    matrix = np.arange(12, dtype=np.float32).reshape(4, 3) / 8
    return LinearHead(("a", "b", "c"), matrix, np.array([0.5, 0, -0.5], np.float32), 2.0)


def test_probabilities_are_positive_and_sum_to_one(head: LinearHead) -> None:
    probabilities = head.probabilities(ROWS)
    assert probabilities.shape == (6, 3)
    assert (probabilities > 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


def test_sparse_and_dense_rows_and_matrices_give_the_same(head: LinearHead) -> None:
    expected = head.probabilities(ROWS)
    thin = replace(head, matrix=csr_matrix(head.matrix))
    for rows, which in product((ROWS, csr_matrix(ROWS)), (head, thin)):
        np.testing.assert_allclose(which.probabilities(rows), expected, atol=1e-6)


def test_an_empty_sparse_row_gets_the_probabilities_of_the_bias(head: LinearHead) -> None:
    powers = np.exp(head.bias * head.temperature)
    expected = powers / powers.sum()
    np.testing.assert_allclose(head.probabilities(csr_matrix((1, 4)))[0], expected, atol=1e-6)


def test_huge_scores_do_not_overflow(head: LinearHead) -> None:
    probabilities = head.probabilities(np.full((1, 4), 1e6, np.float32))
    assert probabilities[0].tolist() == [0, 0, 1]


def test_a_higher_temperature_sharpens_without_changing_the_winner(head: LinearHead) -> None:
    sharper = LinearHead(head.labels, head.matrix, head.bias, 10.0)
    soft, sharp = head.probabilities(ROWS), sharper.probabilities(ROWS)
    assert (soft.argmax(axis=1) == sharp.argmax(axis=1)).all()
    assert (sharp.max(axis=1) > soft.max(axis=1)).all()


def test_a_trained_svm_recognises_its_examples() -> None:
    head = train_svm(csr_matrix(ROWS), LABELS)
    winners = head.probabilities(csr_matrix(ROWS)).argmax(axis=1)
    assert [head.labels[winner] for winner in winners] == list(LABELS)


def test_an_svm_keeps_no_weight_of_zero_and_three_digits_of_the_others() -> None:
    head = train_svm(csr_matrix(ROWS * (ROWS > 0.5)), LABELS)
    assert isinstance(head.matrix, csr_matrix)
    assert 0 < head.matrix.nnz < head.matrix.shape[0] * head.matrix.shape[1]
    assert (head.matrix.data != 0).all()
    np.testing.assert_array_equal(head.matrix.data, head.matrix.data.astype(np.float16))


def test_a_trained_regression_recognises_its_examples() -> None:
    head = train_regression(ROWS, LABELS)
    winners = head.probabilities(ROWS).argmax(axis=1)
    assert [head.labels[winner] for winner in winners] == list(LABELS)
    assert head.temperature == 1.0


@pytest.mark.parametrize("labels", [("a", "a", "b", "b", "b", "b"), LABELS])
def test_two_labels_are_told_apart_as_more_are(labels: tuple[str, ...]) -> None:
    for head in (train_svm(csr_matrix(ROWS), labels), train_regression(ROWS, labels)):
        probabilities = head.probabilities(ROWS)
        assert probabilities.shape == (len(ROWS), len(set(labels)))
        assert [head.labels[winner] for winner in probabilities.argmax(axis=1)] == list(labels)
        assert (probabilities.max(axis=1) > 0.7).all()


def test_the_probabilities_of_two_labels_are_those_of_the_regression() -> None:
    labels = ("a", "a", "b", "b", "b", "b")
    head = train_regression(ROWS, labels)
    model = LogisticRegression(C=REGRESSION_C).fit(ROWS, labels)
    np.testing.assert_allclose(head.probabilities(ROWS), model.predict_proba(ROWS), atol=1e-3)
