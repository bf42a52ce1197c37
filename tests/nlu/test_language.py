"""English is told from Dutch where a message is clear, and only there."""

from __future__ import annotations

import pytest

from nlu.language import LanguageIdentifier

ENGLISH = (
    "how can I bring my wife to the Netherlands",
    "how long does the application take",
    "where can I make an appointment with the office",
    "can I work with this permit",
    "what does the permit cost and how do I pay",
    "I want to know how I can stay here with my husband",
    "when will they take the decision",
    "which documents do I need for the application",
)
DUTCH = (
    "hoe kan ik mijn vrouw naar Nederland halen",
    "hoe lang duurt de aanvraag",
    "waar kan ik een afspraak maken met het loket",
    "mag ik werken met deze vergunning",
    "wat kost de vergunning en hoe betaal ik",
    "ik wil weten hoe ik hier kan blijven met mijn man",
    "wanneer nemen ze het besluit",
    "welke documenten heb ik nodig voor de aanvraag",
)


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    labels = ["en"] * len(ENGLISH) + ["nl"] * len(DUTCH)
    return LanguageIdentifier.train(ENGLISH + DUTCH, labels)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how do I make the application with my wife", "en"),
        ("WHEN CAN I TAKE THE DOCUMENTS HERE", "en"),
        ("waar betaal ik voor mijn vergunning", "nl"),
        ("hoe kan ik mijn aanvraag betalen", "nl"),
    ],
)
def test_a_clear_sentence_has_a_language(
    identifier: LanguageIdentifier, text: str, language: str
) -> None:
    assert identifier.identify(text) == language


@pytest.mark.parametrize("text", ["", "a", "7", "visa", "ok", "€ 71", "? !"])
def test_a_short_message_has_none(identifier: LanguageIdentifier, text: str) -> None:
    assert identifier.identify(text) is None


def test_a_message_of_few_words_must_be_surer(
    identifier: LanguageIdentifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identifier, "probability", lambda text: 0.85)
    assert identifier.identify("een twee drie") == "nl"
    assert identifier.identify("een twee") is None


@pytest.mark.parametrize("text", ["как мне получить визу hoe", "привет", "كيف أحصل على تأشيرة"])
def test_a_message_in_another_script_has_none(
    identifier: LanguageIdentifier, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(identifier, "probability", lambda text: 1.0)
    assert identifier.identify(text) is None


def test_a_guess_names_the_likelier_language_however_short_the_text(
    identifier: LanguageIdentifier,
) -> None:
    for text in ("hoe", "the", "wat", ""):
        language, probability = identifier.guess(text)
        second = identifier.probability(text)
        assert probability == max(second, 1 - second)
        assert (language == "nl") == (second >= 0.5)


def test_a_restored_identifier_gives_the_same_probabilities(
    identifier: LanguageIdentifier,
) -> None:
    restored = LanguageIdentifier.restore(*identifier.as_stored())
    assert restored.languages == ("en", "nl")
    for text in (*ENGLISH, *DUTCH, "visa"):
        assert restored.probability(text) == identifier.probability(text)
