"""The first component: clean text, language, repaired text."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.message_normaliser import LIKELY_LANGUAGE, REPAIRED_TEXT, MessageNormaliser


@pytest.fixture(scope="module", params=["trained", "loaded"])
def normaliser(
    request: pytest.FixtureRequest, storage: LocalModelStorage, training_data: TrainingData
) -> MessageNormaliser:
    resource = Resource("normaliser")
    component = MessageNormaliser.create({}, storage, resource, None)
    component.train(training_data)
    if request.param == "trained":
        return component
    return MessageNormaliser.load({}, storage, resource, None)


def _read(normaliser: MessageNormaliser, text: str, **metadata: str) -> Message:
    return normaliser.process([Message({TEXT: text, "metadata": metadata})])[0]


def _language_entities(message: Message) -> list[Any]:
    return [e["value"] for e in message.get(ENTITIES, []) if e["entity"] == "language"]


@pytest.mark.parametrize("typed", ["/restart", "／restart", " / /restart", "\u200b/restart"])
def test_a_typed_command_loses_its_slash(normaliser: MessageNormaliser, typed: str) -> None:
    message = _read(normaliser, typed)
    assert message.get(TEXT) == "restart"
    assert "/" not in message.get(REPAIRED_TEXT)


def test_a_slash_inside_a_message_stays(normaliser: MessageNormaliser) -> None:
    assert _read(normaliser, "12/3 or and/or").get(TEXT) == "12/3 or and/or"


def test_a_clear_language_becomes_an_entity(normaliser: MessageNormaliser) -> None:
    message = _read(normaliser, "kan mijn vrouw hier komen wonen")
    assert _language_entities(message) == ["nl"]
    assert message.get("language") == message.get(LIKELY_LANGUAGE) == "nl"


def test_an_unclear_language_becomes_no_entity_but_a_guess(normaliser: MessageNormaliser) -> None:
    message = _read(normaliser, "ok")
    assert _language_entities(message) == []
    assert message.get("language") is None
    assert message.get(LIKELY_LANGUAGE) in {"en", "nl"}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_hint_of_the_channel_says_how_to_read_an_unclear_message(
    normaliser: MessageNormaliser, language: str
) -> None:
    message = _read(normaliser, "ok", language=language)
    assert message.get("language") == message.get(LIKELY_LANGUAGE) == language
    assert _language_entities(message) == [language]  # so that it is answered in it too


def test_a_clear_message_is_not_read_by_the_hint(normaliser: MessageNormaliser) -> None:
    message = _read(normaliser, "kan mijn vrouw hier komen wonen", language="en")
    assert message.get("language") == "nl"


def test_a_message_in_another_language_has_no_language_of_ours(
    normaliser: MessageNormaliser,
) -> None:
    text = "kan mijn vrouw hier komen wonen"
    message = Message({TEXT: text, "metadata": {"language": "nl"}, "other_language": "tr"})
    normaliser.process([message])
    assert _language_entities(message) == []
    assert message.get("language") is None
    assert message.get(LIKELY_LANGUAGE) in {"en", "nl"}


def test_a_hint_of_a_language_without_data_does_no_harm(normaliser: MessageNormaliser) -> None:
    message = _read(normaliser, "ok", language="tr")
    assert message.get(REPAIRED_TEXT) == "ok"


def test_other_entities_of_the_message_are_kept(normaliser: MessageNormaliser) -> None:
    other = {"entity": "date", "value": "today"}
    message = Message({TEXT: "kan mijn vrouw hier komen wonen", ENTITIES: [other]})
    normaliser.process([message])
    assert [e["entity"] for e in message.get(ENTITIES)] == ["date", "language"]


def test_only_the_text_for_the_classifier_is_repaired(normaliser: MessageNormaliser) -> None:
    message = _read(normaliser, "What does a PERMIT or a pemrit cost", language="en")
    assert message.get(TEXT) == "What does a PERMIT or a pemrit cost"
    assert message.get(REPAIRED_TEXT) == "what does a permit or a permit cost"


def test_a_right_english_word_is_not_repaired_towards_an_example(
    normaliser: MessageNormaliser,
) -> None:
    message = _read(normaliser, "what does a hermit cost", language="en")
    assert message.get(REPAIRED_TEXT) == "what does a hermit cost"


def test_dutch_is_repaired_by_one_letter_only(normaliser: MessageNormaliser) -> None:
    for typed, repaired in (("verguning", "vergunning"), ("virgunming", "virgunming")):
        message = _read(normaliser, f"wat kost een {typed} hier", language="nl")
        assert message.get(REPAIRED_TEXT) == f"wat kost een {repaired} hier"


def test_examples_keep_the_language_of_their_file(
    normaliser: MessageNormaliser, training_data: TrainingData
) -> None:
    normaliser.process_training_data(training_data)
    for example in training_data.training_examples:
        assert example.get("language") == example.get("metadata")["intent"]["language"]
        assert example.get(REPAIRED_TEXT)
        assert _language_entities(example) == []
