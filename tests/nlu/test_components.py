"""The components of the pipeline in their order, trained and loaded again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.article_ranker import ARTICLE_RANKING, ArticleRanker
from nlu.choice_reader import ChoiceReader
from nlu.hybrid_featurizer import HybridFeaturizer
from nlu.hybrid_intent_classifier import HybridIntentClassifier
from nlu.message_normaliser import MessageNormaliser
from nlu.pattern_entity_extractor import PatternEntityExtractor

PARTS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (MessageNormaliser, {}),
    (ChoiceReader, {}),
    (PatternEntityExtractor, {}),
    (HybridFeaturizer, {"use_encoder": False}),
    (HybridIntentClassifier, HybridIntentClassifier.get_default_config()),
    (ArticleRanker, ArticleRanker.get_default_config()),
)
MESSAGES = ("can my wife come to live here", "Wat kost deze vergunning?", "MY WIFE: visa!", "", "x")


@pytest.fixture(scope="module")
def trained(storage: LocalModelStorage, training_data: TrainingData) -> list[Any]:
    components = []
    for part, config in PARTS:
        component = part.create(config, storage, Resource(part.__name__), None)
        if part is not ChoiceReader:
            component.train(training_data)
        if hasattr(component, "process_training_data"):
            component.process_training_data(training_data)
        components.append(component)
    return components


@pytest.fixture(scope="module")
def loaded(storage: LocalModelStorage, trained: list[Any]) -> list[Any]:
    return [part.load(config, storage, Resource(part.__name__), None) for part, config in PARTS]


def _understand(components: list[Any], text: str) -> dict[str, Any]:
    messages = [Message({TEXT: text})]
    for component in components:
        messages = component.process(messages)
    return dict(messages[0].as_dict(only_output_properties=True))


def test_topics_and_articles_are_recognised_without_the_encoder(trained: list[Any]) -> None:
    for text, topic in (("my wife is to live here", "family"), ("wat zijn de kosten", "fees")):
        understood = _understand(trained, text)
        assert understood[INTENT]["name"] == topic
        assert understood[ARTICLE_RANKING][0]["article"] == f"{topic}-overview"


def test_loaded_components_say_what_the_trained_ones_said(
    trained: list[Any], loaded: list[Any]
) -> None:
    for text in MESSAGES:
        assert _understand(loaded, text) == _understand(trained, text), text


def test_the_model_holds_no_pickle(trained: list[Any], model_folder: Path) -> None:
    stored = {path.name for path in model_folder.rglob("*") if path.is_file()}
    assert stored == {"trained.json", "trained.npz"}


def test_the_ranking_begins_with_the_intent_and_holds_probabilities(trained: list[Any]) -> None:
    for text in MESSAGES:
        understood = _understand(trained, text)
        ranking = understood[INTENT_RANKING_KEY]
        assert ranking[0] == understood[INTENT]
        assert {entry["name"] for entry in ranking} == {"family", "fees", "study", "out_of_scope"}
        assert all(0 <= entry["confidence"] <= 1 for entry in ranking)


@pytest.mark.parametrize(("threshold", "first"), [(0.0, "fees"), (1.1, "out_of_scope")])
def test_below_the_threshold_a_message_is_out_of_scope(
    trained: list[Any], threshold: float, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(trained[4]._config, "threshold", threshold)
    understood = _understand(trained, "wat kost een vergunning")
    assert understood[INTENT]["name"] == first


def test_only_the_best_article_carries_its_similarity(trained: list[Any]) -> None:
    ranking = _understand(trained, "wat kost een vergunning")[ARTICLE_RANKING]
    assert ranking[0]["article"] == "fees-overview"
    assert ranking[0]["similarity"] == pytest.approx(1, abs=0.01)
    assert [list(entry) for entry in ranking[1:]] == [["article", "confidence"]] * 2
    confidences = [entry["confidence"] for entry in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=0.001)


def test_a_choice_is_read_and_left_alone_by_everything_after(loaded: list[Any]) -> None:
    understood = _understand(loaded, "choice:fees-overview")
    assert understood[INTENT] == {"name": "choose", "confidence": 1.0}
    assert understood[INTENT_RANKING_KEY] == [understood[INTENT]]
    assert [(e["entity"], e["value"]) for e in understood[ENTITIES]] == [
        ("article", "fees-overview")
    ]
    assert ARTICLE_RANKING not in understood


@pytest.mark.parametrize(
    "typed", ["choice:", "choice:Fees", "my choice:fees", "choice:fees now", "choice:" + 81 * "a"]
)
def test_what_only_looks_like_a_choice_is_classified(loaded: list[Any], typed: str) -> None:
    assert _understand(loaded, typed)[INTENT]["name"] != "choose"


def test_choices_and_questions_can_be_processed_together(loaded: list[Any]) -> None:
    messages = [Message({TEXT: text}) for text in ("choice:a", "wat kost het", "choice:b")]
    for component in loaded:
        messages = component.process(messages)
    intents = [message.get(INTENT)["name"] for message in messages]
    assert intents[0] == intents[2] == "choose"
    assert intents[1] != "choose"


def test_entities_are_found_where_they_stand_beside_the_language(loaded: list[Any]) -> None:
    entities = _understand(loaded, "mag mijn vrouw hier komen wonen")[ENTITIES]
    assert [(e["entity"], e["value"]) for e in entities] == [
        ("language", "nl"),
        ("relation", "partner"),
    ]
    assert (entities[1]["start"], entities[1]["end"]) == (4, 14)
    assert entities[1]["extractor"] == "PatternEntityExtractor"


@pytest.mark.parametrize("text", ["/restart", "／restart", "/choice:fees-overview"])
def test_a_typed_command_is_no_command(loaded: list[Any], text: str) -> None:
    messages = [Message({TEXT: text})]
    for component in loaded:
        messages = component.process(messages)
    assert not messages[0].get(TEXT).startswith("/")
