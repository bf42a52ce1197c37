"""The two halves together, on synthetic examples that can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.feature_rows import Examples, nearest_cosines, ngrams_of
from nlu.hybrid import HybridModel, train_hybrid
from nlu.hybrid_storage import model_as_arrays, model_from_arrays

WEIGHTS = {"en": 0.5, "nl": 0.1, "default": 0.3}
MakeExamples = Callable[..., tuple[Examples, list[str]]]


@pytest.fixture(scope="module")
def model(make_examples: MakeExamples) -> HybridModel:
    return train_hybrid(*make_examples(), WEIGHTS)


@pytest.fixture(scope="module")
def model_without_encoder(make_examples: MakeExamples) -> HybridModel:
    return train_hybrid(*make_examples(with_encoder=False), WEIGHTS)


def test_new_examples_get_their_own_labels(model: HybridModel, make_examples: MakeExamples) -> None:
    examples, labels = make_examples(seed=1)
    winners = model.predict(examples).combined.argmax(axis=1)
    for winner, label in zip(winners, labels, strict=True):
        assert label in (model.labels[winner], OUT_OF_SCOPE)


def test_out_of_scope_is_a_label_of_the_encoders_half_only(model: HybridModel) -> None:
    assert model.labels == ("family", "fees", "study")
    assert model.dense_head is not None
    assert OUT_OF_SCOPE in model.dense_head.labels


def test_the_share_of_out_of_scope_is_what_the_encoders_half_gives_no_topic(
    model: HybridModel, make_examples: MakeExamples
) -> None:
    examples, labels = make_examples(seed=1)
    prediction = model.predict(examples)
    outside = np.array([label == OUT_OF_SCOPE for label in labels])
    np.testing.assert_allclose(prediction.out_of_scope, 1 - prediction.dense.sum(axis=1))
    assert (prediction.out_of_scope[outside] > 0.5).all()
    assert (prediction.out_of_scope[~outside] < 0.5).all()


def test_the_weight_of_the_encoder_depends_on_the_language(
    model: HybridModel, make_examples: MakeExamples
) -> None:
    prediction = model.predict(make_examples(seed=1)[0])
    for row, weight in enumerate((0.5, 0.1, 0.3)):  # en, nl, none
        expected = weight * prediction.dense[row] + (1 - weight) * prediction.sparse[row]
        np.testing.assert_allclose(prediction.combined[row], expected)


@pytest.mark.parametrize("encoder_in", ["training", "message", "neither"])
def test_without_the_encoder_the_sparse_half_decides(
    model: HybridModel,
    model_without_encoder: HybridModel,
    make_examples: MakeExamples,
    encoder_in: str,
) -> None:
    trained = model if encoder_in == "training" else model_without_encoder
    examples, labels = make_examples(seed=1, with_encoder=encoder_in == "message")
    prediction = trained.predict(examples)
    np.testing.assert_array_equal(prediction.combined, prediction.sparse)
    assert not prediction.out_of_scope.any()
    winner = prediction.combined[0].argmax()
    assert trained.labels[winner] == labels[0]
    assert trained.similarity(examples.part(0, 1), int(winner)) > 0.5


@pytest.mark.parametrize("name", ["model", "model_without_encoder"])
def test_a_stored_model_predicts_the_same(
    name: str, request: pytest.FixtureRequest, make_examples: MakeExamples, tmp_path: Path
) -> None:
    trained: HybridModel = request.getfixturevalue(name)
    np.savez(tmp_path / "model.npz", **model_as_arrays(trained))
    with np.load(tmp_path / "model.npz", allow_pickle=False) as arrays:
        restored = model_from_arrays(dict(arrays), trained.temperatures, WEIGHTS)
    examples = make_examples(seed=1)[0]
    assert restored.labels == trained.labels
    before, after = trained.predict(examples), restored.predict(examples)
    np.testing.assert_array_equal(after.combined, before.combined)
    winners = before.combined.argmax(axis=1)
    # The vectors of the training examples are stored in half precision.
    expected = trained.nearest(examples, winners)
    np.testing.assert_allclose(restored.nearest(examples, winners), expected, atol=1e-3)


def nearest(examples: Examples, messages: Examples, row: int = 0) -> tuple[float, float]:
    vector = None if messages.dense is None else messages.dense[row]
    return nearest_cosines(examples, ngrams_of(messages, row), vector)


def test_the_nearest_cosine_of_a_training_example_is_one(
    model: HybridModel, make_examples: MakeExamples
) -> None:
    cosines = nearest(model.examples_by_label[0], make_examples()[0], 3)
    np.testing.assert_allclose(cosines, (1, 1), atol=1e-6)


def test_the_nearest_cosine_is_the_largest_of_all(make_examples: MakeExamples) -> None:
    examples, messages = make_examples()[0], make_examples(seed=1)[0]
    assert examples.dense is not None
    assert messages.dense is not None
    dense = (examples.dense @ messages.dense.T).max(axis=0)
    sparse = (examples.sparse @ messages.sparse.T).toarray().max(axis=0) / 2
    expected = np.stack([sparse, dense], axis=1)
    found = [nearest(examples, messages, row) for row in range(len(messages))]
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_each_message_is_compared_with_the_examples_of_its_own_winner(
    model: HybridModel, make_examples: MakeExamples
) -> None:
    messages = make_examples(seed=1)[0]
    winners = np.arange(len(messages)) % len(model.labels)
    cosines = model.nearest(messages, winners)
    for row, winner in enumerate(winners.tolist()):
        own = nearest(model.examples_by_label[winner], messages, row)
        outside = nearest(model.outside, messages, row)
        assert tuple(cosines[row]) == (*own, *outside)


def test_nothing_is_near_to_no_examples(make_examples: MakeExamples) -> None:
    examples = make_examples()[0]
    assert nearest(examples.take([]), examples) == (0, 0)


def test_similarity_weighs_both_cosines_by_language(
    model: HybridModel, make_examples: MakeExamples
) -> None:
    message = make_examples(seed=1)[0].take([1])  # Dutch
    sparse, dense = nearest(model.examples_by_label[0], message)
    assert model.similarity(message, 0) == pytest.approx(0.1 * dense + 0.9 * sparse)


def test_examples_by_label_are_views_of_the_training_examples(model: HybridModel) -> None:
    for number, (part, start) in enumerate(zip(model.examples_by_label, (0, 12, 24), strict=True)):
        assert len(part) == 12, number
        assert np.shares_memory(part.sparse.data, model.examples.sparse.data)
        assert np.shares_memory(part.dense, model.examples.dense)
        expected = model.examples.sparse[start : start + 12].toarray()
        np.testing.assert_array_equal(part.sparse.toarray(), expected)
