"""The gate tells what is within scope, and how probably the winner is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.feature_rows import Examples
from nlu.gate import Gate, gate_features, train_gate
from nlu.hybrid import HybridModel, train_hybrid

WEIGHTS = {"en": 0.5, "nl": 0.1, "default": 0.3}
MakeExamples = Callable[..., tuple[Examples, list[str]]]
Features = NDArray[np.float64]


def _features(model: HybridModel, examples: Examples) -> Features:
    return gate_features(model, examples, model.predict(examples))


@pytest.fixture(scope="module", params=[True, False], ids=["encoder", "no encoder"])
def with_encoder(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def new_examples(make_examples: MakeExamples, with_encoder: bool) -> tuple[Features, list[str]]:
    examples, labels = make_examples(seed=1, with_encoder=with_encoder)
    trained = train_hybrid(*make_examples(with_encoder=with_encoder), WEIGHTS)
    return _features(trained, examples), labels


@pytest.fixture(scope="module")
def gate(make_examples: MakeExamples, with_encoder: bool) -> Gate:
    return train_gate(*make_examples(with_encoder=with_encoder), WEIGHTS, 0.25)


def test_probabilities_lie_between_0_and_1(
    gate: Gate, new_examples: tuple[Features, list[str]]
) -> None:
    features, labels = new_examples
    chances = gate.probabilities(features)
    assert chances.shape == (len(labels), 2)
    assert ((chances > 0) & (chances < 1)).all()


def test_out_of_scope_messages_are_probably_outside_and_the_others_inside(
    gate: Gate, new_examples: tuple[Features, list[str]]
) -> None:
    features, labels = new_examples
    inside = gate.probabilities(features)[:, 0]
    outside = np.array([label == OUT_OF_SCOPE for label in labels])
    assert (inside[outside] < 0.5).all()
    assert (inside[~outside] > 0.5).all()


def test_the_winner_of_an_out_of_scope_message_is_probably_wrong(
    gate: Gate, new_examples: tuple[Features, list[str]]
) -> None:
    features, labels = new_examples
    right = gate.probabilities(features)[:, 1]
    outside = np.array([label == OUT_OF_SCOPE for label in labels])
    assert right[outside].max() < right[~outside].min()


def test_a_stored_gate_gives_the_same_probabilities(
    gate: Gate, new_examples: tuple[Features, list[str]], tmp_path: Path
) -> None:
    np.savez(tmp_path / "gate.npz", **gate.as_arrays())
    with np.load(tmp_path / "gate.npz", allow_pickle=False) as arrays:
        restored = Gate.from_arrays(dict(arrays))
    np.testing.assert_array_equal(
        restored.probabilities(new_examples[0]), gate.probabilities(new_examples[0])
    )


def test_more_out_of_scope_messages_to_be_expected_make_the_gate_stricter(
    make_examples: MakeExamples, new_examples: tuple[Features, list[str]], with_encoder: bool
) -> None:
    data = make_examples(with_encoder=with_encoder)
    means = [
        train_gate(*data, WEIGHTS, share).probabilities(new_examples[0])[:, 0].mean()
        for share in (0.05, 0.6)
    ]
    assert means[0] > means[1]


def test_english_and_other_messages_have_features_of_their_own(make_examples: MakeExamples) -> None:
    data = make_examples()
    english, dutch = _features(train_hybrid(*data, WEIGHTS), data[0].take([0, 1]))
    half = (len(english) - 1) // 2
    assert english[:half].any()
    assert not english[half:-1].any()
    assert not dutch[:half].any()
    assert dutch[half:-1].any()
    assert (english[-1], dutch[-1]) == (1, 0)
