"""Decides which article answers a message, or which few to offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.knowledge.models import Article
from actions.knowledge.topics import OUT_OF_SCOPE

SAID_FACTOR = 1.6  # an article about an entity of the message is this much more probable
REMEMBERED_FACTOR = 1.15  # about something that was said earlier in the conversation
CLEAR_PROBABILITY = 0.45  # an article this probable is answered
CLEAR_LEAD = 0.15  # as is one that leads by this much
CHOICE_SHARE = 0.4  # an article is offered when it is this probable beside the first
MAX_CHOICES = 3
# A message without a topic of ours gets a referral only when somebody asks for just that.
MIN_SIMILARITY_OUT_OF_SCOPE = 0.45
# Somebody whose relative is dying is not asked which article is meant; when the ranker knows none
# of this topic, its first article answers.
AT_ONCE = {"urgent_visa": "urgent-visa-overview"}


@dataclass(frozen=True)
class RankedArticle:
    """How sure the article ranker is, and how like its nearest phrasing the message is."""

    article: str
    confidence: float
    similarity: float = 0.0


@dataclass(frozen=True)
class Understood:
    """What is known of a message: topics and articles best first, entities by name."""

    topics: Sequence[tuple[str, float]]
    articles: Sequence[RankedArticle]
    said: Mapping[str, frozenset[str]]
    remembered: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Decision:
    """One article to answer with, or several to offer, or none."""

    articles: tuple[str, ...]

    @property
    def is_clear(self) -> bool:
        return len(self.articles) == 1


def decide(understood: Understood, articles: Mapping[str, Article]) -> Decision:
    """Return the article that leads clearly, or the near ones, or none."""
    ranked = [r for r in understood.articles if r.article in articles]
    if understood.topics and understood.topics[0][0] == OUT_OF_SCOPE:
        return _decide_out_of_scope(ranked)
    if understood.topics and understood.topics[0][0] in AT_ONCE:
        return _decide_at_once(understood.topics[0][0], ranked, articles)
    inside = [r for r in ranked if articles[r.article].topic != OUT_OF_SCOPE]
    probabilities = _probabilities(inside, understood, articles)
    order = sorted(probabilities, key=lambda article: -probabilities[article])[:MAX_CHOICES]
    if not order:
        return Decision(())
    best = probabilities[order[0]]
    second = probabilities[order[1]] if len(order) > 1 else 0.0
    if best >= CLEAR_PROBABILITY or best - second >= CLEAR_LEAD:
        return Decision((order[0],))
    return Decision(tuple(a for a in order if probabilities[a] >= CHOICE_SHARE * best))


def _decide_at_once(
    topic: str, ranked: Sequence[RankedArticle], articles: Mapping[str, Article]
) -> Decision:
    """Return the topic's best article, however little it leads."""
    of_topic = [r for r in ranked if articles[r.article].topic == topic]
    if of_topic:
        return Decision((max(of_topic, key=lambda r: r.confidence).article,))
    return Decision((AT_ONCE[topic],) if AT_ONCE[topic] in articles else ())


def _decide_out_of_scope(ranked: Sequence[RankedArticle]) -> Decision:
    first = ranked[0] if ranked else None
    if first is None or first.similarity < MIN_SIMILARITY_OUT_OF_SCOPE:
        return Decision(())
    return Decision((first.article,))


def _probabilities(
    ranked: Sequence[RankedArticle], understood: Understood, articles: Mapping[str, Article]
) -> dict[str, float]:
    """Share each topic's confidence among its articles; the sum is 1."""
    in_topic: dict[str, float] = defaultdict(float)
    for entry in ranked:
        in_topic[articles[entry.article].topic] += entry.confidence
    topics = dict(understood.topics)
    scores = {}
    for entry in ranked:
        article = articles[entry.article]
        share = entry.confidence / max(in_topic[article.topic], 1e-9)
        score = topics.get(article.topic, 0.0) * share * _keyword_factor(article, understood)
        if score > 0:
            scores[entry.article] = score
    total = sum(scores.values())
    return {article: score / total for article, score in scores.items()}


def _keyword_factor(article: Article, understood: Understood) -> float:
    factor = 1.0
    for entity, values in article.keywords.items():
        if understood.said.get(entity, frozenset()) & set(values):
            factor *= SAID_FACTOR
        elif understood.remembered.get(entity, frozenset()) & set(values):
            factor *= REMEMBERED_FACTOR
    return factor
