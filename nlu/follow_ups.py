"""What people ask next: a short message, read behind the title of the answer before it.

Such an example teaches the classifier that "and my daughter?" is another question after an answer
about becoming Dutch than after one about a visa.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import Article
from actions.knowledge.topics import ASPECT_TOPICS, OUT_OF_SCOPE, SUBJECT_TOPICS

CONTEXTS = 3  # of each follow-up: enough to learn that the title may be another one


def in_context(title: str, text: str) -> str:
    """Return a message as it is read behind the title of what is talked about."""
    return f"{title}. {text}"


def read_follow_ups(knowledge: KnowledgeBase) -> Iterator[tuple[Article, Language, str]]:
    """Yield each follow-up of the articles behind the titles of answers that it may follow."""
    for article in knowledge.articles.values():
        before = answers_before(article, knowledge)
        for language, texts in article.follow_ups.items():
            titles = cycle(before)  # each follow-up takes the next few
            for text in texts:
                for answer in islice(titles, min(CONTEXTS, len(before))):
                    yield article, language, in_context(answer.title[language], text)


def answers_before(article: Article, knowledge: KnowledgeBase) -> Sequence[Article]:
    """Return the answers after which an article is asked for.

    What it costs and where to call is asked about every subject; anything else where the article
    is named as a next one, and within its topic.
    """
    articles = knowledge.articles
    named = [other for other in articles.values() if article.id in other.related]
    if article.topic in {*ASPECT_TOPICS, OUT_OF_SCOPE}:
        overviews = (articles.get(_overview(topic)) for topic in SUBJECT_TOPICS)
        wider = [overview for overview in overviews if overview is not None]
    else:
        wider = [other for other in articles.values() if other.topic == article.topic]
    found = {other.id: other for other in (*named, *wider) if other is not article}
    return tuple(found.values()) or (article,)


def _overview(topic: str) -> str:
    return f"{topic.replace('_', '-')}-overview"
