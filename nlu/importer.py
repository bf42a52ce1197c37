"""Training data importer: what people ask of an article and what it says teach its topic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.languages import LANGUAGES, Language
from actions.knowledge.models import PLACEHOLDER, Article, Fact
from nlu.examples import ARTICLE_KEY, LANGUAGE_KEY, STATEMENT_KEY
from nlu.follow_ups import read_follow_ups

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
MAX_ARTICLES_OF_FACT = 2  # what many articles rest on tells none of them apart
MIN_LETTERS = 15  # a shorter sentence ("Call the IND.") could stand in any article


class KnowledgeImporter(RasaFileImporter):
    """Reads the project's files as Rasa does and adds what the knowledge base knows."""

    @cached_method  # a training asks twice
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the examples of `data/nlu` and those of the articles."""
        knowledge = load_knowledge()
        files = super().get_nlu_data(language)
        added = (phrasings(knowledge), statements(knowledge), follow_ups(knowledge))
        return files.merge(*added)


def phrasings(knowledge: KnowledgeBase) -> TrainingData:
    """Return each phrasing as an example that carries its article and language."""
    return TrainingData(
        [
            _example(phrasing, article, language)
            for article in knowledge.articles.values()
            for language, texts in article.phrasings.items()
            for phrasing in texts
        ]
    )


def statements(knowledge: KnowledgeBase) -> TrainingData:
    """Return titles, sentences of answers and facts as examples of their article.

    They bring the words in which the subject is written about; measured out of fold, they find
    eight more articles in a hundred, eleven in Dutch.
    """
    uses = Counter(fact for article in knowledge.articles.values() for fact in article.facts)
    return TrainingData(
        [
            _example(text, article, language, is_statement=True)
            for article in knowledge.articles.values()
            for language in LANGUAGES
            for text in _sentences(article, language, _own_facts(article, knowledge, uses))
        ]
    )


def follow_ups(knowledge: KnowledgeBase) -> TrainingData:
    """Return what people ask next, each behind the title of an answer, as examples."""
    return TrainingData(
        [
            _example(text, article, language, is_statement=True)
            for article, language, text in read_follow_ups(knowledge)
        ]
    )


def _own_facts(article: Article, knowledge: KnowledgeBase, uses: Counter[str]) -> list[Fact]:
    return [knowledge.facts[fact] for fact in article.facts if uses[fact] <= MAX_ARTICLES_OF_FACT]


def _sentences(article: Article, language: Language, facts: Sequence[Fact]) -> Iterator[str]:
    yield article.title[language]
    said = _SENTENCE_END.split(article.answer[language])
    for sentence in (*said, *(fact.statement[language] for fact in facts)):
        text = PLACEHOLDER.sub(" ", sentence).strip()
        if len(text) >= MIN_LETTERS:
            yield text


def _example(
    text: str, article: Article, language: Language, *, is_statement: bool = False
) -> Message:
    about = {ARTICLE_KEY: article.id, LANGUAGE_KEY: language, STATEMENT_KEY: is_statement}
    return Message({TEXT: text, INTENT: article.topic, "metadata": {"intent": about}})
