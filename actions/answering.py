"""Answers from the knowledge base: one article, a choice of a few, or the telephone line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker

from actions import clock
from actions.handoff import unanswered
from actions.knowledge.languages import Language
from actions.knowledge.models import Article
from actions.knowledge.ranking import decide
from actions.knowledge.rendering import render_article, source_line
from actions.reply import Reply, ReplyAction
from actions.resources import Resources
from actions.understanding import language_of, understood, understood_questions

CHOICE_PREFIX = "choice:"


class ActionAnswer(ReplyAction):
    """Answers the last message with the article that fits it best."""

    def name(self) -> str:
        return "action_answer"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        articles = resources.knowledge.articles
        language = language_of(tracker)
        if several := _answers_to_each(tracker, resources):
            first, *others = [article_reply(article, language, resources) for article in several]
            return replace(first, also=others)
        decision = decide(understood(tracker), articles)
        if decision.is_clear:
            return article_reply(articles[decision.articles[0]], language, resources)
        if decision.articles:
            return clarification([articles[a] for a in decision.articles], language)
        return unanswered(tracker)


class ActionChoose(ReplyAction):
    """Answers with the article behind the button that was pressed."""

    def name(self) -> str:
        return "action_choose"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        chosen = next(tracker.get_latest_entity_values("article"), None)
        article = resources.knowledge.articles.get(str(chosen))
        if article is None:
            return unanswered(tracker)
        return article_reply(article, language_of(tracker), resources)


class ActionRepeat(ReplyAction):
    """Gives the last answer once more."""

    def name(self) -> str:
        return "action_repeat"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        article = resources.knowledge.articles.get(str(tracker.get_slot("article")))
        if article is None:
            return Reply("smalltalk", "utter_nothing_to_repeat")
        return article_reply(article, language_of(tracker), resources)


def _answers_to_each(tracker: Tracker, resources: Resources) -> list[Article]:
    """Return an article for each question of the message, or nothing when it is one question."""
    articles = resources.knowledge.articles
    decisions = [decide(question, articles) for question in understood_questions(tracker)]
    clear = list(dict.fromkeys(d.articles[0] for d in decisions if d.is_clear))
    return [articles[id_] for id_ in clear] if len(clear) > 1 else []


def article_reply(article: Article, language: Language, resources: Resources) -> Reply:
    """Return the article's answer with its sources and what people ask next."""
    knowledge = resources.knowledge
    answer = render_article(article, language, clock.today(), knowledge)
    related = [knowledge.articles[other] for other in article.related]
    buttons = choice_buttons(related, language)
    if answer.text is None:
        page = answer.sources[0].url
        return Reply(
            "unanswered",
            "utter_cannot_confirm",
            values={"title": article.title[language], "page": page},
            buttons=buttons,
            topic=article.topic,
            article=article.id,
            sources=answer.sources,
            phone=True,
        )
    return Reply(
        article.outcome,
        text=f"{answer.text}\n\n{source_line(answer.sources, language, knowledge)}",
        buttons=buttons,
        topic=article.topic,
        article=article.id,
        sources=answer.sources,
        phone=article.phone or article.outcome == "handoff",
    )


def clarification(articles: Sequence[Article], language: Language) -> Reply:
    """Return the question which of a few articles the person means."""
    return Reply(
        "clarification",
        "utter_clarification",
        buttons=choice_buttons(articles, language),
        topic=articles[0].topic,
        slots={"subject": articles[0].id},  # the person may go on without choosing
    )


def choice_buttons(articles: Sequence[Article], language: Language) -> list[dict[str, str]]:
    """Return a button for each article; its payload is read by the component ChoiceReader."""
    return [
        {"title": article.title[language], "payload": f"{CHOICE_PREFIX}{article.id}"}
        for article in articles
    ]
