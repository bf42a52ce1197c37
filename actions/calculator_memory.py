"""What the conversation remembers of a calculator, and its buttons."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk import Tracker

from actions import clock
from actions.calculators.desk import Desk, Kept, interrupted, is_open
from actions.calculators.rendering import Button
from actions.calculators.texts import read_common
from actions.choices import CHOICE_PREFIX
from actions.knowledge.languages import Language
from actions.knowledge.models import Article
from actions.resources import Resources

CALCULATOR_SLOT = "calculator"
SEPARATOR = "--"  # between article, question and token
GO_ON, STOP = "go-on", "stop"
MOST_INTERRUPTIONS = 3  # then the calculator is forgotten


def kept_state(tracker: Tracker) -> Kept | None:
    """Return the calculator that the conversation is busy with, or was lately."""
    kept = tracker.get_slot(CALCULATOR_SLOT)
    return kept if isinstance(kept, dict) else None


def open_state(tracker: Tracker) -> Kept | None:
    """Return the calculator of which a question waits for its answer."""
    kept = kept_state(tracker)
    return kept if kept is not None and is_open(kept) else None


def state_after_other_answer(tracker: Tracker) -> Kept | None:
    """Return what is remembered after an answer about something else."""
    kept = kept_state(tracker)
    return None if kept is None else interrupted(kept, MOST_INTERRUPTIONS)


def desk(resources: Resources, language: Language) -> Desk:
    """Return the calculators as they are today."""
    return Desk(resources.knowledge, clock.today(), language)


def article_of(name: str, resources: Resources) -> Article:
    """Return the article in the place of which the calculator begins.

    Raises:
        KeyError: when no article names it; a test of the data holds that one does.
    """
    for article in resources.knowledge.articles.values():
        if article.calculator == name:
            return article
    raise KeyError(name)


def button_payloads(buttons: Iterable[Button], article: Article) -> list[dict[str, str]]:
    """Return the buttons of a question as Rasa sends them."""
    return [
        {
            "title": button.title,
            "payload": f"{CHOICE_PREFIX}{article.id}{SEPARATOR}{button.question}"
            f"{SEPARATOR}{button.token}",
        }
        for button in buttons
    ]


def go_on_buttons(kept: Kept, resources: Resources, language: Language) -> list[dict[str, str]]:
    """Return the buttons that go on with the calculator or stop it."""
    article = article_of(str(kept["calculator"]), resources)
    return [
        {
            "title": read_common().texts[text][language],
            "payload": f"{CHOICE_PREFIX}{article.id}{SEPARATOR}{action}",
        }
        for text, action in (("go_on", GO_ON), ("stop", STOP))
    ]
