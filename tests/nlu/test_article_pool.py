"""Four judges agree on an article."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.article_pool import Halves, pool

ARTICLES, TOPICS = ("a1", "a2", "b1"), ("a", "a", "b")


def _halves(labels: tuple[str, ...], sparse: list[float], dense: list[float]) -> Halves:
    return Halves(labels, np.array(sparse), np.array(dense), 1 - sum(dense))


EVEN = _halves(("a", "b"), [0.5, 0.5], [0.5, 0.5])


def test_the_pool_holds_probabilities() -> None:
    said = _halves(ARTICLES, [0.7, 0.2, 0.1], [0.4, 0.5, 0.1])
    pooled = pool(said, EVEN, TOPICS, [1, 1, 1, 1])
    assert pooled.sum() == pytest.approx(1)
    assert pooled.argmax() == 0


def test_the_topic_decides_between_articles_that_are_alike() -> None:
    said = _halves(ARTICLES, [0.4, 0.1, 0.5], [0.4, 0.1, 0.5])
    topics = _halves(("a", "b"), [0.9, 0.1], [0.9, 0.1])
    assert pool(said, topics, TOPICS, [1, 1, 1, 1]).argmax() == 0
    assert pool(said, topics, TOPICS, [1, 1, 0, 0]).argmax() == 2


def test_one_judge_that_excludes_an_article_counts() -> None:
    said = _halves(ARTICLES, [0.98, 0.01, 0.01], [0.0, 0.6, 0.4])
    assert pool(said, EVEN, TOPICS, [1, 1, 0, 0]).argmax() == 1


def test_a_weight_of_nothing_silences_a_judge() -> None:
    said = _halves(ARTICLES, [0.98, 0.01, 0.01], [0.0, 0.6, 0.4])
    assert pool(said, EVEN, TOPICS, [1, 0, 0, 0]).argmax() == 0


def test_a_referral_is_judged_by_what_the_encoder_calls_out_of_scope() -> None:
    said = _halves(("a1", "elsewhere"), [0.5, 0.5], [0.5, 0.5])
    for outside, winner in ((0.9, 1), (0.1, 0)):
        topics = Halves(("a",), np.array([1.0]), np.array([1 - outside]), outside)
        assert pool(said, topics, ("a", "out_of_scope"), [1, 1, 0, 1]).argmax() == winner
