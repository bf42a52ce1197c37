"""Turns an article into the answer that a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import PLACEHOLDER, Article, Fact
from actions.knowledge.validity import may_be_given
from actions.knowledge.values import format_date, format_value

SHOWN_SOURCES = 2


@dataclass(frozen=True)
class Source:
    """A page that an answer rests on, and the day on which somebody compared the two."""

    url: str
    checked_on: date

    def as_json(self) -> dict[str, str]:
        """Return the source as the API writes it."""
        return {"url": self.url, "checked_on": self.checked_on.isoformat()}


@dataclass(frozen=True)
class Answer:
    """An article in one language on one day; no `text` when a fact cannot be confirmed."""

    text: str | None
    sources: tuple[Source, ...]


def render_article(
    article: Article, language: Language, day: date, knowledge: KnowledgeBase
) -> Answer:
    """Fill the article's template with its facts.

    A fact that may not be given any more takes the details with it when only they show it, and
    the whole answer otherwise.
    """
    outdated = {
        fact.id
        for fact in knowledge.facts_of(article)
        if not may_be_given(fact, day, knowledge.review_terms)
    }
    only_in_details = article.placeholders("details", language) - article.placeholders(
        "answer", language
    )
    used = [fact for fact in knowledge.facts_of(article) if fact.id not in outdated]
    sources = sources_of(used or knowledge.facts_of(article), knowledge)
    if outdated - only_in_details:
        return Answer(None, sources)
    parts = [article.answer[language]]
    if article.details and not outdated:
        parts.append(article.details[language].strip())
    values = {
        fact.id: format_value(fact, language, knowledge.wording) for fact in used if fact.unit
    }
    text = "\n\n".join(PLACEHOLDER.sub(lambda found: values[found[1]], part) for part in parts)
    return Answer(text, sources)


def source_line(sources: tuple[Source, ...], language: Language, knowledge: KnowledgeBase) -> str:
    """Return the line under an answer that names its pages and the day of the oldest check."""
    wording = knowledge.wording
    return wording.source[language].format(
        sources=", ".join(source.url for source in sources[:SHOWN_SOURCES]),
        date=format_date(min(source.checked_on for source in sources), language, wording),
    )


def sources_of(facts: Iterable[Fact], knowledge: KnowledgeBase) -> tuple[Source, ...]:
    """Return the pages of facts, each with its oldest check."""
    oldest: dict[str, date] = {}
    for fact in facts:
        url = fact.source
        if url.startswith("seed:"):
            url = knowledge.seeds[url.removeprefix("seed:")].page
        oldest[url] = min(fact.checked_on, oldest.get(url, fact.checked_on))
    return tuple(Source(url, checked_on) for url, checked_on in oldest.items())
