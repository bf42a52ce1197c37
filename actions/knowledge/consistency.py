"""Checks that hold between articles and facts: references, placeholders, literal numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from actions.knowledge.errors import Fault
from actions.knowledge.languages import LANGUAGES, Language
from actions.knowledge.models import PLACEHOLDER, Article, Fact
from actions.knowledge.topics import TOPICS

ANSWER_TEMPLATE_PARTS: tuple[Literal["answer", "details"], ...] = ("answer", "details")
_NUMBER_WORDS = {
    "en": "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|ninety",
    "nl": "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|vijftien|dertig|negentig",
}
_UNIT_WORDS = {
    "en": r"euros?|days?|weeks?|months?|years?|hours?|minutes?|percent",
    "nl": r"euro|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|uur|minu(?:ut|ten)|procent",
}
LITERAL_VALUE = {
    language: re.compile(
        rf"\d|€|\b(?:{_NUMBER_WORDS[language]})\s+(?:\w+\s+)?(?:{_UNIT_WORDS[language]})\b", re.I
    )
    for language in LANGUAGES
}


def find_faults(
    articles: Mapping[str, Article], facts: Mapping[str, Fact], seeds: set[str]
) -> list[Fault]:
    """Return what does not fit together; no rendering, so that it works on partial data."""
    faults: list[Fault] = []
    for fact in facts.values():
        if fact.source.startswith("seed:") and fact.source[5:] not in seeds:
            faults.append(Fault("facts", fact.id, f"the source {fact.source} is not in seeds.yml"))
    for article in articles.values():
        faults += _reference_faults(article, articles, facts)
        for language in LANGUAGES:
            faults += _literal_faults(article, language)
    for topic in TOPICS:
        if not any(article.topic == topic for article in articles.values()):
            faults.append(Fault("articles", topic, "the topic has no article"))
    return faults


def _reference_faults(
    article: Article, articles: Mapping[str, Article], facts: Mapping[str, Fact]
) -> Iterator[Fault]:
    file = f"{article.id}.yml"
    if not article.facts:
        yield Fault(file, "facts", "an article rests on at least one fact")
    for fact_id in article.facts:
        if fact_id not in facts:
            yield Fault(file, "facts", f"there is no fact '{fact_id}'")
    for related in article.related:
        if related not in articles or related == article.id:
            yield Fault(file, "related", f"there is no other article '{related}'")
    for part in ANSWER_TEMPLATE_PARTS:
        shown = {language: article.placeholders(part, language) for language in LANGUAGES}
        for language in LANGUAGES[1:]:
            if shown[language] != shown[LANGUAGES[0]]:
                yield Fault(file, part, "the languages do not show the same facts")
        for fact_id in sorted(set().union(*shown.values())):
            if fact_id not in article.facts:
                yield Fault(file, part, f"{{{fact_id}}} is not in the list of facts")
            elif fact_id in facts and facts[fact_id].value is None:
                yield Fault(file, part, f"{{{fact_id}}} is a rule without a value")


def _literal_faults(article: Article, language: Language) -> Iterator[Fault]:
    for part in ("title", *ANSWER_TEMPLATE_PARTS):
        texts = getattr(article, part)
        if texts and (
            found := LITERAL_VALUE[language].search(PLACEHOLDER.sub("", texts[language]))
        ):
            yield Fault(
                f"{article.id}.yml",
                f"{part}.{language}",
                f"'{found.group()}' belongs in a fact: use its {{placeholder}}",
            )
