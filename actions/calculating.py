"""Calculators in the conversation: begins them, asks their questions, gives their results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker

from actions.calculator_memory import (
    CALCULATOR_SLOT,
    GO_ON,
    SEPARATOR,
    STOP,
    article_of,
    button_payloads,
    desk,
    kept_state,
    open_state,
)
from actions.calculators.desk import Spoken
from actions.choices import choice_buttons
from actions.handoff import MISSES_BEFORE_HANDOFF
from actions.knowledge.models import Article
from actions.knowledge.rendering import source_line
from actions.reply import Reply
from actions.reply_action import ReplyAction
from actions.resources import Resources
from actions.understanding import language_of


class ActionCalculate(ReplyAction):
    """Takes an answer to the calculator that the conversation is busy with."""

    def name(self) -> str:
        return "action_calculate"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        kept = kept_state(tracker)
        if kept is None:
            return Reply("smalltalk", "utter_nothing_to_repeat")
        text = str(tracker.latest_message.get("text") or "")
        spoken = desk(resources, language_of(tracker)).take(kept, text)
        if spoken is None:
            return not_understood(tracker, resources) or Reply("unanswered", "utter_unanswered")
        return _reply(spoken, article_of(str(kept["calculator"]), resources), tracker, resources)


def begin_calculator(article: Article, text: str, tracker: Tracker, resources: Resources) -> Reply:
    """Return the first question of an article's calculator that the text does not answer."""
    spoken = desk(resources, language_of(tracker)).begin(str(article.calculator), text)
    return _reply(spoken, article, tracker, resources)


def choose_in_calculator(
    article: Article, chosen: str, tracker: Tracker, resources: Resources
) -> Reply:
    """Return what follows a button of a calculator; `chosen` is its payload without the prefix."""
    at, name = desk(resources, language_of(tracker)), str(article.calculator)
    _, *parts = chosen.split(SEPARATOR)
    kept = kept_state(tracker)
    if kept is not None and kept["calculator"] != name:
        kept = None
    spoken = None
    if parts == [STOP]:
        return Reply("smalltalk", "utter_calculator_stopped", slots={CALCULATOR_SLOT: None})
    if parts == [GO_ON]:
        spoken = at.again(kept) if kept else None
    elif len(parts) == 2:
        spoken = at.choose(name, kept, parts[0], parts[1])
    return _reply(spoken or at.begin(name), article, tracker, resources)


def again(tracker: Tracker, resources: Resources) -> Reply | None:
    """Return the last question or result of the calculator, in the present language."""
    kept = kept_state(tracker)
    spoken = desk(resources, language_of(tracker)).again(kept) if kept else None
    if kept is None or spoken is None:
        return None
    return _reply(spoken, article_of(str(kept["calculator"]), resources), tracker, resources)


def not_understood(tracker: Tracker, resources: Resources) -> Reply | None:
    """Return the open question again, with the telephone line when that happens twice."""
    kept = open_state(tracker)
    if kept is None:
        return None
    spoken = desk(resources, language_of(tracker)).again(kept, "not_understood")
    if spoken is None:
        return None
    misses = int(tracker.get_slot("misses") or 0) + 1
    reply = _reply(spoken, article_of(str(kept["calculator"]), resources), tracker, resources)
    calls = misses >= MISSES_BEFORE_HANDOFF
    slots = {**reply.slots, "misses": 0 if calls else misses}
    return replace(reply, slots=slots, phone=calls)


def _reply(spoken: Spoken, article: Article, tracker: Tracker, resources: Resources) -> Reply:
    language = language_of(tracker)
    slots: dict[str, Any] = {CALCULATOR_SLOT: None if spoken.kept is None else dict(spoken.kept)}
    if spoken.outdated:
        values = {"title": article.title[language], "page": spoken.outdated}
        return Reply("unanswered", "utter_cannot_confirm", values=values, slots=slots, phone=True)
    text, related = spoken.text, choice_buttons([], language)
    if spoken.result is not None:
        text = f"{text}\n\n{source_line(spoken.sources, language, resources.knowledge)}"
        known = resources.knowledge.articles
        related = choice_buttons([known[other] for other in spoken.result.related], language)
    data: dict[str, Any] = {"name": article.calculator, "asks": spoken.asked}
    if spoken.result is not None:
        data["result"] = dict(spoken.result.data)
        if zone := spoken.result.data.get("time_zone"):
            slots["time_zone"] = zone
    return Reply(
        "tool",
        text=text,
        buttons=[*related, *button_payloads(spoken.buttons, article)],
        topic=article.topic,
        article=article.id,
        sources=spoken.sources,
        phone=spoken.result is not None and spoken.result.phone,
        slots=slots,
        data={"calculator": data},
    )
