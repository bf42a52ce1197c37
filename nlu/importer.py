"""Training data importer: the phrasings of the articles are examples of their topic."""

from __future__ import annotations

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.knowledge.base import KnowledgeBase, load_knowledge
from nlu.examples import ARTICLE_KEY, LANGUAGE_KEY


class KnowledgeImporter(RasaFileImporter):
    """Reads the project's files as Rasa does and adds what the knowledge base knows."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the examples of `data/nlu` and the phrasings of the articles."""
        return super().get_nlu_data(language).merge(phrasings(load_knowledge()))


def phrasings(knowledge: KnowledgeBase) -> TrainingData:
    """Return each phrasing as an example that carries its article and language."""
    return TrainingData(
        [
            Message(
                {
                    TEXT: phrasing,
                    INTENT: article.topic,
                    "metadata": {"intent": {ARTICLE_KEY: article.id, LANGUAGE_KEY: language}},
                }
            )
            for article in knowledge.articles.values()
            for language, texts in article.phrasings.items()
            for phrasing in texts
        ]
    )
