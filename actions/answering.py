"""Answers from the knowledge base: one article, a choice of a few, or the telephone line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker

from actions import clock
from actions.calculating import (
    again,
    begin_calculator,
    choose_in_calculator,
    not_understood,
)
from actions.calculator_memory import SEPARATOR
from actions.choices import choice_buttons
from actions.handoff import unanswered
from actions.knowledge.languages import Language
from actions.knowledge.models import Article
from actions.knowledge.ranking import decide
from actions.knowledge.rendering import render_article, source_line
from actions.reply import Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources
from actions.understanding import language_of, understood, understood_questions

FEW_WORDS = 3  # with a calculator open, so short a message tries to answer its question


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
        message = understood(tracker)
        decision = decide(message, articles)
        if decision.is_clear:
            article = articles[decision.articles[0]]
            if article.calculator:
                text = str(tracker.latest_message.get("text") or "")
                return begin_calculator(article, text, tracker, resources)
            return article_reply(article, language, resources)
        tries_to_answer = not decision.articles or message.word_count <= FEW_WORDS
        if tries_to_answer and (asked_again := not_understood(tracker, resources)):
            return asked_again
        if decision.articles:
            return clarification([articles[a] for a in decision.articles], language)
        return unanswered(tracker)


class ActionChoose(ReplyAction):
    """Answers with the article behind the button that was pressed."""

    def name(self) -> str:
        return "action_choose"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        chosen = str(next(tracker.get_latest_entity_values("article"), None))
        article = resources.knowledge.articles.get(chosen.partition(SEPARATOR)[0])
        if article is None:
            return unanswered(tracker)
        if article.calculator:
            return choose_in_calculator(article, chosen, tracker, resources)
        return article_reply(article, language_of(tracker), resources)


class ActionRepeat(ReplyAction):
    """Gives the last answer once more."""

    def name(self) -> str:
        return "action_repeat"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        article = resources.knowledge.articles.get(str(tracker.get_slot("article")))
        if article is None:
            return Reply("smalltalk", "utter_nothing_to_repeat")
        if article.calculator and (reply := again(tracker, resources)):
            return reply
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
    buttons = choice_buttons([article, *related] if article.calculator else related, language)
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
