"""Checks the knowledge base as an editor sees it: `python -m actions.knowledge.check`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from actions import clock
from actions.knowledge.base import KNOWLEDGE_FOLDER, KnowledgeBase, load_knowledge
from actions.knowledge.coverage import coverage, read_parts
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.files import read_yaml
from actions.knowledge.languages import LANGUAGES, Language
from actions.knowledge.models import Article
from actions.knowledge.plain_language import (
    MAX_ANSWER_CHARACTERS,
    MAX_DETAILS_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    language_faults,
)
from actions.knowledge.rendering import render_article
from actions.knowledge.review import reviews_due

HardWords = dict[Language, list[str]]

MIN_PHRASINGS = {"en": 5, "nl": 4}


def reader_faults(knowledge: KnowledgeBase, hard_words: HardWords, day: date) -> list[Fault]:
    """Return what makes an article hard to read, or too poor in phrasings to be found."""
    faults: list[Fault] = []
    for article in knowledge.articles.values():
        faults += _article_faults(article, knowledge, hard_words, day)
    return faults


def read_hard_words(folder: Path = KNOWLEDGE_FOLDER) -> HardWords:
    """Return the words that an answer does not use, by language."""
    words: HardWords = read_yaml(folder / "hard_words.yml")
    return words


def _article_faults(
    article: Article, knowledge: KnowledgeBase, hard_words: HardWords, day: date
) -> Iterator[Fault]:
    file = f"{article.id}.yml"
    for language in LANGUAGES:
        text = render_article(article, language, day, knowledge).text
        if text is None:
            yield Fault(file, "facts", "a fact is outdated: the answer is not given")
            continue
        answer, _, details = text.partition("\n\n")
        title = article.title[language]
        for field, part, limit in (
            ("title", title, MAX_TITLE_CHARACTERS),
            ("answer", answer, MAX_ANSWER_CHARACTERS),
            ("details", details, MAX_DETAILS_CHARACTERS),
        ):
            if len(part) > limit:
                reason = f"{len(part)} characters, at most {limit}"
                yield Fault(file, f"{field}.{language}", reason)
            yield from language_faults(file, field, part, language, hard_words)
        if len(set(article.phrasings[language])) < MIN_PHRASINGS[language]:
            reason = f"at least {MIN_PHRASINGS[language]} different ones"
            yield Fault(file, f"phrasings.{language}", reason)


def main() -> int:
    """Print every fault in one line, facts to review soon, size and coverage."""
    try:
        knowledge = load_knowledge()
    except KnowledgeError as exc:
        print(exc)
        return 1
    day = max(fact.checked_on for fact in knowledge.facts.values())
    faults = reader_faults(knowledge, read_hard_words(), day)
    for fault in sorted(faults):
        print(fault)
    for review in reviews_due(knowledge, clock.today()):
        print(f"to review by {review}")
    topics = Counter(article.topic for article in knowledge.articles.values())
    print(f"{len(knowledge.articles)} articles, {len(knowledge.facts)} facts, {len(topics)} topics")
    print(f"Articles tell {coverage(knowledge, read_parts())}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
