"""Synthetic examples for the halves of the model, and small training data for the components."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from nlu.feature_rows import Examples

LABELS = ("family", "fees", "study", "out_of_scope")
COLUMNS, DIMENSIONS, PER_LABEL = 6, 8, 12
LANGUAGES = ("en", "nl", None)
SENTENCES = {
    ("family", "en"): "bring my wife here|bring my husband here|can my wife live here with me|"
    "my children come to live here|family visit for my wife",
    ("family", "nl"): "mijn vrouw hier halen|mijn man naar hier halen|kan mijn vrouw hier wonen|"
    "mijn kinderen komen hier wonen|gezin en mijn vrouw",
    ("fees", "en"): "what does a permit cost|how much is the fee|price of the permit|"
    "pay the fee for the permit|costs of the application",
    ("fees", "nl"): "wat kost een vergunning|hoeveel zijn de leges|prijs van de vergunning|"
    "leges betalen voor de vergunning|kosten van de aanvraag",
    ("study", "en"): "study at a university|student with a scholarship|my course at the school|"
    "exam and diploma at the university|become a student",
    ("study", "nl"): "studeren aan een universiteit|student met een beurs|mijn opleiding op school|"
    "examen en diploma aan de universiteit|student worden",
    ("out_of_scope", "en"): "what is the weather today|tell me a joke please|who won the match|"
    "best pizza in town|play some music",
    ("out_of_scope", "nl"): "wat voor weer is het|vertel eens een grap|wie won de wedstrijd|"
    "lekkerste pizza in de stad|speel wat muziek",
}


def _rows(label: int, count: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Return rows whose n-grams stand in columns of the label's own, with a little noise."""
    rows = random.random((count, COLUMNS * len(LABELS))) * 0.2
    rows[:, label * COLUMNS : (label + 1) * COLUMNS] += random.random((count, COLUMNS)) + 0.3
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True) * np.sqrt(2))


def _vectors(label: int, count: int, random: np.random.Generator) -> NDArray[np.float64]:
    vectors = random.normal(0, 0.15, (count, DIMENSIONS))
    vectors[:, label] += 1
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@pytest.fixture(scope="session")
def make_examples() -> Callable[..., tuple[Examples, list[str]]]:
    """Return a factory of separable examples with their labels; other seeds, other examples."""

    def make(seed: int = 0, *, with_encoder: bool = True) -> tuple[Examples, list[str]]:
        random = np.random.default_rng(seed)
        sparse = np.vstack([_rows(n, PER_LABEL, random) for n in range(len(LABELS))])
        dense = np.vstack([_vectors(n, PER_LABEL, random) for n in range(len(LABELS))])
        labels = [label for label in LABELS for _ in range(PER_LABEL)]
        languages = tuple(LANGUAGES[row % len(LANGUAGES)] for row in range(len(labels)))
        vectors = dense.astype(np.float32) if with_encoder else None
        return Examples(csr_matrix(sparse.astype(np.float32)), vectors, languages), labels

    return make


@pytest.fixture(scope="module")
def training_data() -> TrainingData:
    """Return examples of three topics, each topic with one article, and some out of scope."""
    return TrainingData(
        [
            Message.build(text, intent, intent_metadata=_metadata(intent, language))
            for (intent, language), texts in SENTENCES.items()
            for text in texts.split("|")
        ]
    )


def _metadata(intent: str, language: str) -> dict[str, Any]:
    article = {} if intent == "out_of_scope" else {"article": f"{intent}-overview"}
    return {"language": language, **article}


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model that is being trained."""
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="module")
def storage(model_folder: Path) -> LocalModelStorage:
    """Return the storage of a model that is being trained."""
    return LocalModelStorage(model_folder)


@pytest.fixture(autouse=True, scope="module")
def small_patterns() -> Iterator[None]:
    """Put two words in the place of the thousands of `data/entities`."""
    patterns = {
        "en": [{"label": "relation", "pattern": "my wife", "id": "partner"}],
        "nl": [{"label": "relation", "pattern": "mijn vrouw", "id": "partner"}],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nlu.pattern_entity_extractor.read_patterns", lambda: patterns)
        yield
