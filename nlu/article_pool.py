"""Pools four judges of an article: words and encoder, each about the article and its topic.

The pool is log-linear: the probabilities are multiplied, each to the power of its weight. So one
judge that is sure it is *not* this article counts, which a mean would hide. Fitted and measured
out of fold, this puts the right article first five times in a hundred more than the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from actions.knowledge.topics import OUT_OF_SCOPE
from nlu.hybrid import Prediction

# Below these a probability says nothing more; a judge that knows too little vetoes nothing.
ARTICLE_FLOOR, TOPIC_FLOOR = 1e-4, 1e-3

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Halves:
    """What the halves of a hybrid model say of one message: probabilities by label."""

    labels: tuple[str, ...]
    sparse: Floats
    dense: Floats
    out_of_scope: float


def halves_of(prediction: Prediction, row: int) -> Halves:
    """Return one row of a prediction."""
    return Halves(
        prediction.labels,
        prediction.sparse[row],
        prediction.dense[row],
        float(prediction.out_of_scope[row]),
    )


def pool(
    articles: Halves, topics: Halves, topic_of: Sequence[str], weights: Sequence[float]
) -> Floats:
    """Return the probability of each article.

    Args:
        articles: what is said of the articles.
        topics: what is said of the intents.
        topic_of: the topic of each article, in the order of its labels.
        weights: of the article's words, its encoder, the topic's words, its encoder.
    """
    scores = sum(
        weight * np.log(judge + floor)
        for weight, judge, floor in zip(
            weights,
            (
                articles.sparse,
                articles.dense,
                _by_article(topics, topics.sparse, topic_of),
                _by_article(topics, topics.dense, topic_of),
            ),
            (ARTICLE_FLOOR, ARTICLE_FLOOR, TOPIC_FLOOR, TOPIC_FLOOR),
            strict=True,
        )
    )
    powers = np.exp(scores - np.max(scores))
    return np.asarray(powers / powers.sum())


def _by_article(topics: Halves, shares: Floats, topic_of: Sequence[str]) -> Floats:
    """Return the share of each article's topic; only the encoder knows what is out of scope."""
    places = _places(topics.labels, tuple(topic_of))
    return np.asarray(np.append(shares, [topics.out_of_scope, 0.0])[places])


@lru_cache(maxsize=8)
def _places(labels: tuple[str, ...], topic_of: tuple[str, ...]) -> NDArray[np.int_]:
    """Return where each article's topic stands; out of scope and unknown ones stand behind all."""
    place = {label: position for position, label in enumerate([*labels, OUT_OF_SCOPE])}
    return np.array([place.get(topic, len(place)) for topic in topic_of])
