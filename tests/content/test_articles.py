"""What an editor must keep in every article and fact."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from actions.knowledge.base import KNOWLEDGE_FOLDER, KnowledgeBase
from actions.knowledge.check import read_hard_words, reader_faults
from actions.knowledge.consistency import ANSWER_TEMPLATE_PARTS, LITERAL_VALUE
from actions.knowledge.files import read_yaml
from actions.knowledge.languages import LANGUAGES, Language
from actions.knowledge.models import PLACEHOLDER, Article, Fact
from actions.knowledge.rendering import render_article
from actions.knowledge.topics import SUBJECT_TOPICS, TOPICS

MIN_ARTICLES = 60
IN_BOTH_LANGUAGES = {"title", "answer", "details", "phrasings", "follow_ups"}
BEGIN = date(2026, 11, 21)  # the day on which the facts were first checked
LITERAL = re.compile(r"\d|€|@|https?:|\+")
# Facts that nothing shows or rests on yet, each with the reason why it is kept.
UNUSED_FACTS: dict[str, str] = {}


def texts_of(article: Article) -> list[tuple[str, Language, str]]:
    """Return every part that a person reads, in every language."""
    parts = {"title": article.title, "answer": article.answer, "details": article.details or {}}
    return [
        (name, language, text) for name, part in parts.items() for language, text in part.items()
    ]


def test_the_knowledge_base_loads_and_has_enough_articles(
    knowledge: KnowledgeBase, articles: list[Article]
) -> None:
    assert len(knowledge.articles) == len(articles) >= MIN_ARTICLES


def test_every_article_has_a_name_of_its_own(articles: list[Article]) -> None:
    names = Counter(article.id for article in articles)
    titles = Counter(article.title[language] for article in articles for language in LANGUAGES)

    assert [name for name, count in names.items() if count > 1] == []
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_article_exists_in_both_languages_over_the_same_facts(
    articles: list[Article],
) -> None:
    differ = [
        (article.id, part)
        for article in articles
        for part in ANSWER_TEMPLATE_PARTS
        if article.placeholders(part, "en") != article.placeholders(part, "nl")
    ]
    missing = [
        (article.id, name)
        for article in articles
        for name, texts in article.dict(include=IN_BOTH_LANGUAGES).items()
        if texts and set(texts) != set(LANGUAGES)
    ]

    assert (differ, missing) == ([], [])


def test_every_placeholder_is_a_fact_with_a_value_that_the_article_lists(
    articles: list[Article], facts: dict[str, Fact]
) -> None:
    wrong = [
        (article.id, part, found)
        for article in articles
        for part, _, text in texts_of(article)
        for found in re.findall(r"\{([^{}]*)\}", text)
        if part == "title"
        or found not in article.facts
        or found not in facts
        or facts[found].value is None
    ]

    assert wrong == []


def test_no_amount_term_number_or_address_is_written_out_in_a_text(articles: list[Article]) -> None:
    literals = [
        (article.id, part, language, found.group())
        for article in articles
        for part, language, text in texts_of(article)
        for pattern in (LITERAL, LITERAL_VALUE[language])
        if (found := pattern.search(PLACEHOLDER.sub("", text)))
    ]

    assert literals == []


def test_every_link_to_another_article_leads_to_one(articles: list[Article]) -> None:
    known = {article.id for article in articles}

    dead = [(a.id, r) for a in articles for r in a.related if r not in known or r == a.id]
    twice = [a.id for a in articles if len(set(a.related)) < len(a.related)]

    assert (dead, twice) == ([], [])


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_articles_and_every_subject_begins_with_an_overview(
    articles: list[Article], topic: str
) -> None:
    names = {article.id for article in articles if article.topic == topic}

    assert names
    assert f"{topic.replace('_', '-')}-overview" in names or topic not in SUBJECT_TOPICS


def test_every_source_is_a_secure_address_or_a_known_seed(facts: dict[str, Fact]) -> None:
    seeds = {f"seed:{name}" for name in read_yaml(KNOWLEDGE_FOLDER / "seeds.yml")}

    wrong = [f.id for f in facts.values() if not f.source.startswith("https://")]

    assert [fact for fact in wrong if facts[fact].source not in seeds] == []


def test_no_fact_was_checked_in_the_future(facts: dict[str, Fact]) -> None:
    latest = max(BEGIN, date.today())  # noqa: DTZ011 a day more or less does not matter

    assert [fact.id for fact in facts.values() if fact.checked_on > latest] == []


def test_every_fact_is_used_by_an_article_a_response_or_the_code(
    articles: list[Article], facts: dict[str, Fact], root: Path
) -> None:
    used = {fact for article in articles for fact in article.facts}
    patterns = ("actions/**/*.py", "data/responses/*.yml", "data/calculators/*.yml")
    files = [path for pattern in patterns for path in root.glob(pattern)]
    words = set(re.findall(r"[a-z0-9-]+", "\n".join(path.read_text("utf-8") for path in files)))

    assert set(facts) - used - words == set(UNUSED_FACTS)


def test_every_article_can_be_read_easily(knowledge: KnowledgeBase, checked_day: date) -> None:
    faults = reader_faults(knowledge, read_hard_words(), checked_day)

    assert [str(fault) for fault in faults] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_is_given_short_and_without_braces(
    knowledge: KnowledgeBase, checked_day: date, language: Language
) -> None:
    wrong = []
    for article in knowledge.articles.values():
        text = render_article(article, language, checked_day, knowledge).text
        if text is None or re.search(r"[{}]", text) or len(text.split("\n\n")[0]) > 400:
            wrong.append((article.id, text))

    assert wrong == []
