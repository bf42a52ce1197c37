"""Decides which article answers a message, or which few to offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.knowledge.models import Article
from actions.knowledge.topics import OUT_OF_SCOPE

SAID_FACTOR = 1.2  # an article about an entity of the message is this much more probable
REMEMBERED_FACTOR = 1.15  # about something that was said earlier in the conversation
CLEAR_PROBABILITY = {"normal": 0.65, "high": 0.8}  # an article this probable is answered
FOLLOW_UP_SHARE = 0.5  # of both for a follow-up, whose subject is known
CLEAR_LEAD = {"normal": 0.45, "high": 0.6}  # as is one that leads by this much
BARE_WORD_PROBABILITY = 0.9  # "mvv" alone is no question; "opening hours" nearly is
NEAR_FACTOR = 2.0  # for a follow-up, an article that belongs to the last one
REPEATED_FACTOR = 0.2  # for a follow-up, the last answer and its subject: it asks something new
CORRECTED_FACTOR = 0.2  # the last answer, when the person said that it was not meant
CHOICE_SHARE = 0.05  # an article is offered when it is this probable beside the first
MAX_CHOICES = 4
MANY_WORDS = 99
# A message without a topic of ours gets a referral only when it is like what people ask there;
# when it is like a question of ours, or is not surely without a topic, the person is asked.
MIN_SIMILARITY_REFERRAL, MIN_SIMILARITY_OURS = 0.35, 0.45
SURELY_OUT_OF_SCOPE = 0.7
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
    word_count: int = MANY_WORDS
    last_article: str | None = None
    subject: str | None = None
    is_follow_up: bool = False
    is_correction: bool = False


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
        return _decide_out_of_scope(understood.topics[0][1], ranked, articles)
    if understood.topics and understood.topics[0][0] in AT_ONCE:
        return _decide_at_once(understood.topics[0][0], ranked, articles)
    probabilities = _probabilities(ranked, understood, articles)
    order = sorted(probabilities, key=lambda article: -probabilities[article])[:MAX_CHOICES]
    if not order:
        return Decision(())
    best = probabilities[order[0]]
    second = probabilities[order[1]] if len(order) > 1 else 0.0
    is_bare = understood.word_count == 1 and not understood.is_follow_up
    if is_bare and best < BARE_WORD_PROBABILITY:
        return Decision(tuple(order))
    risk = articles[order[0]].risk
    share = FOLLOW_UP_SHARE if understood.is_follow_up else 1.0
    if best >= share * CLEAR_PROBABILITY[risk] or best - second >= share * CLEAR_LEAD[risk]:
        return Decision((order[0],))
    return _choice(probabilities)


def _decide_at_once(
    topic: str, ranked: Sequence[RankedArticle], articles: Mapping[str, Article]
) -> Decision:
    """Return the topic's best article, however little it leads."""
    of_topic = [r for r in ranked if articles[r.article].topic == topic]
    if of_topic:
        return Decision((max(of_topic, key=lambda r: r.confidence).article,))
    return Decision((AT_ONCE[topic],) if AT_ONCE[topic] in articles else ())


def _decide_out_of_scope(
    probability: float, ranked: Sequence[RankedArticle], articles: Mapping[str, Article]
) -> Decision:
    """Return another organisation's article, or ours to choose from, or none."""
    first = ranked[0] if ranked else None
    if first is None:
        return Decision(())
    for_others = articles[first.article].topic == OUT_OF_SCOPE
    if for_others and first.similarity >= MIN_SIMILARITY_REFERRAL:
        return Decision((first.article,))
    if probability < SURELY_OUT_OF_SCOPE or first.similarity >= MIN_SIMILARITY_OURS:
        return _choice({entry.article: entry.confidence for entry in ranked})
    return Decision(())


def _choice(probabilities: Mapping[str, float]) -> Decision:
    """Return the articles that are probable enough beside the first, and at least two."""
    order = sorted(probabilities, key=lambda article: -probabilities[article])[:MAX_CHOICES]
    near = tuple(a for a in order if probabilities[a] >= CHOICE_SHARE * probabilities[order[0]])
    return Decision(near if len(near) > 1 else tuple(order[:2]))


def _probabilities(
    ranked: Sequence[RankedArticle], understood: Understood, articles: Mapping[str, Article]
) -> dict[str, float]:
    """Weigh the ranker's probabilities by what was said; those it did not list keep their share."""
    scores = {}
    for entry in ranked:
        article = articles[entry.article]
        factor = _keyword_factor(article, understood)
        factor *= _context_factor(article, understood, articles)
        scores[entry.article] = entry.confidence * factor
    unlisted = max(0.0, 1 - sum(entry.confidence for entry in ranked))
    total = sum(scores.values()) + unlisted
    return {article: score / total for article, score in scores.items() if score > 0}


def _keyword_factor(article: Article, understood: Understood) -> float:
    factor = 1.0
    for entity, values in article.keywords.items():
        if understood.said.get(entity, frozenset()) & set(values):
            factor *= SAID_FACTOR
        elif understood.remembered.get(entity, frozenset()) & set(values):
            factor *= REMEMBERED_FACTOR
    return factor


def _context_factor(
    article: Article, understood: Understood, articles: Mapping[str, Article]
) -> float:
    if article.id == understood.last_article and understood.is_correction:
        return CORRECTED_FACTOR
    if article.id in {understood.last_article, understood.subject}:
        return REPEATED_FACTOR if understood.is_follow_up else 1.0
    subject = articles.get(str(understood.subject))
    if subject is None or not understood.is_follow_up:
        return 1.0
    near = article.topic == subject.topic or article.id in subject.related
    return NEAR_FACTOR if near else 1.0
