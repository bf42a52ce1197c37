"""Buttons that offer articles."""

from __future__ import annotations

from collections.abc import Iterable

from actions.knowledge.languages import Language
from actions.knowledge.models import Article

CHOICE_PREFIX = "choice:"


def choice_buttons(articles: Iterable[Article], language: Language) -> list[dict[str, str]]:
    """Return a button for each article; its payload is read by the component ChoiceReader."""
    return [
        {"title": article.title[language], "payload": f"{CHOICE_PREFIX}{article.id}"}
        for article in articles
    ]
