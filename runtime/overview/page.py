"""The overview: topics, articles in both languages, facts with their dates, reviews, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.coverage import Part, coverage
from actions.knowledge.languages import DEFAULT_LANGUAGE, LANGUAGES
from actions.knowledge.models import Article, Fact
from actions.knowledge.rendering import render_article
from actions.knowledge.review import last_day, reviews_due
from actions.knowledge.topics import TOPICS, Topic
from actions.knowledge.validity import may_be_given
from actions.knowledge.values import format_value
from runtime.overview.html import Html, element, link, paragraphs, table, text

TITLE = "Articles and facts"
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; }
.answer { white-space: pre-line; max-width: 40rem; }
.languages { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
.wide { overflow-x: auto; }
caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
article { border-top: 2px solid; margin-top: 2rem; }
"""  # noqa: E501 - one rule in each line
FACT_COLUMNS = (
    "fact", "statement", "source", "of", "checked on", "changes", "review by", "notes"
)  # fmt: skip


def overview_page(knowledge: KnowledgeBase, parts: Mapping[str, Part], day: date) -> Html:
    """Return the whole page as it is on a day."""
    topics = [topic for topic in TOPICS if _articles_of(topic, knowledge)]
    contents = [
        element("li", link(f"#{topic}", f"{topic} ({len(_articles_of(topic, knowledge))})"))
        for topic in topics
    ]
    body = element(
        "main",
        element("h1", text(TITLE)),
        element("p", text(_size(knowledge, day))),
        element("nav", element("ul", *contents), aria_label="Topics"),
        _reviews(knowledge, day),
        _coverage(knowledge, parts),
        *(_topic(topic, knowledge, day) for topic in topics),
    )
    head = element(
        "head",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", text(TITLE)),
        element("style", STYLE),
    )
    return f"<!doctype html>\n{element('html', head, element('body', body), lang='en')}\n"


def _size(knowledge: KnowledgeBase, day: date) -> str:
    return (
        f"{len(knowledge.articles)} articles and {len(knowledge.facts)} facts, as people "
        f"read them on {day}."
    )


def _reviews(knowledge: KnowledgeBase, day: date) -> Html:
    rows = [
        (
            text(review.fact),
            text(review.day),
            text("given" if review.is_given else "not given any more"),
            _article_links(review.articles),
        )
        for review in reviews_due(knowledge, day)
    ]
    columns = ("fact", "review by", "state", "articles")
    found = table("Facts to review soon", columns, rows) if rows else "<p>Nothing is due.</p>"
    return element("section", element("h2", "To review"), found)


def _coverage(knowledge: KnowledgeBase, parts: Mapping[str, Part]) -> Html:
    covered = coverage(knowledge, parts)
    rows = [
        (text(line), text(parts[line.rpartition("-")[0]].about), _article_links(articles))
        for line, articles in covered.articles.items()
    ]
    return element(
        "section",
        element("h2", "Coverage"),
        element("p", text(f"Articles tell {covered}.")),
        element("p", text(f"Not told: {', '.join(covered.missing) or 'none'}.")),
        element(
            "details",
            element("summary", "Each line and its articles"),
            table("Lines of the research notes", ("line", "about", "articles"), rows),
        ),
    )


def _topic(topic: Topic, knowledge: KnowledgeBase, day: date) -> Html:
    articles = [_article(article, knowledge, day) for article in _articles_of(topic, knowledge)]
    return element("section", element("h2", text(topic), id=topic), *articles)


def _article(article: Article, knowledge: KnowledgeBase, day: date) -> Html:
    marks = [article.id, article.outcome, f"risk {article.risk}"]
    marks += ["telephone line"] * article.phone
    answers = [
        element(
            "div",
            element("h4", text(article.title[language]), lang=language),
            paragraphs(
                render_article(article, language, day, knowledge).text
                or "NOT GIVEN: a fact is outdated.",
                language,
            ),
        )
        for language in LANGUAGES
    ]
    caption = f"Facts of {article.id}"
    return element(
        "article",
        element("h3", text(article.title[DEFAULT_LANGUAGE]), id=article.id),
        element("p", text(", ".join(marks))),
        element("div", *answers, class_="languages"),
        table(caption, FACT_COLUMNS, _fact_rows(knowledge.facts_of(article), knowledge, day)),
        element("p", "Related: ", _article_links(article.related)),
    )


def _fact_rows(
    facts: list[Fact], knowledge: KnowledgeBase, day: date
) -> Iterator[tuple[Html, ...]]:
    for fact in facts:
        shown = format_value(fact, DEFAULT_LANGUAGE, knowledge.wording) if fact.unit else ""
        given = may_be_given(fact, day, knowledge.review_terms)
        yield (
            text(fact.id),
            text(fact.statement[DEFAULT_LANGUAGE].replace("{value}", shown)),
            link(fact.source, fact.source) if fact.source[:5] == "https" else text(fact.source),
            text(fact.source_date),
            text(fact.checked_on),
            text(fact.volatility),
            text(last_day(fact, knowledge)) + ("" if given else " <strong>not given</strong>"),
            text(", ".join(fact.refs)),
        )


def _article_links(articles: tuple[str, ...]) -> Html:
    return ", ".join(link(f"#{article}", article) for article in articles) or "none"


def _articles_of(topic: Topic, knowledge: KnowledgeBase) -> list[Article]:
    return [article for article in knowledge.articles.values() if article.topic == topic]
