"""Other languages are recognised; English and Dutch are not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.knowledge.base import load_knowledge
from actions.knowledge.files import read_yaml
from actions.knowledge.other_languages import load_other_languages
from nlu.other_languages import UNKNOWN, recognise, subject_in, tells_of_danger

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).parent / "sentences"
MIN_RECALL = 0.95
MAX_FALSE_ALARMS = 0.005
FOREIGN = read_yaml(SENTENCES / "foreign.yml")


def test_every_language_has_sentences_to_measure() -> None:
    assert set(FOREIGN) == set(load_other_languages())


@pytest.mark.parametrize("code", FOREIGN)
def test_short_messages_are_recognised(code: str) -> None:
    missed = [text for text in FOREIGN[code] if recognise(text) != code]

    assert len(FOREIGN[code]) >= 20
    assert len(missed) <= (1 - MIN_RECALL) * len(FOREIGN[code]), missed


def own_examples() -> list[str]:
    """Return all English and Dutch examples that there are."""
    blocks = [
        block
        for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))
        for block in read_yaml(path)["nlu"]
        if block["metadata"]["language"] != "other"
    ]
    examples = [line[2:] for block in blocks for line in block["examples"].splitlines()]
    for article in load_knowledge().articles.values():
        examples += [text for texts in article.phrasings.values() for text in texts]
    for language in ("en", "nl"):
        examples += read_yaml(SENTENCES / "ordinary.yml")[language]
    return examples


def test_english_and_dutch_are_not_taken_for_another_language() -> None:
    examples = own_examples()
    alarms = [(text, code) for text in examples if (code := recognise(text))]

    assert len(examples) > 5000
    assert len(alarms) <= MAX_FALSE_ALARMS * len(examples), alarms


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "ok",
        "visa",
        "mvv",
        "Maria de la Cruz",
        "my husband is José Hernández from Bogotá",
        "mijn man heet Gökçe Yıldız",
        "I live in Den Haag with Müller",
        "hoe lang duurt een titre de séjour in Frankrijk",
        "my Aufenthaltstitel is from Germany, can I work here",
        "how do I say oturma izni in Dutch",
        "I want my permesso di soggiorno to lavorare please",
        "mijn naam is Владимир",
        "I am 王伟 and I want a visa",
        "au pair",
        "EU citizen",
        "😀😀",
    ],
)
def test_names_and_single_foreign_words_change_nothing(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize("text", ["ビザの申請方法", "비자 신청", "मुझे वीज़ा चाहिए", "πώς παίρνω"])
def test_a_language_without_a_file_is_another_language_all_the_same(text: str) -> None:
    assert recognise(text) == UNKNOWN
    assert subject_in(text, UNKNOWN) is None
    assert not tells_of_danger(text, UNKNOWN)


@pytest.mark.parametrize(
    ("text", "code", "article"),
    [
        ("eşimi hollandaya getirmek için aile birleşimi", "tr", "family-overview"),
        ("كيف أحصل على الجنسية", "ar", "naturalisation-overview"),
        ("necesito una cita", "es", "appointment-overview"),
        ("旅游签证", "zh", "schengen-visa-overview"),
        ("мій батько помер, потрібна віза", "uk", "urgent-visa-overview"),
        ("merhaba", "tr", None),
    ],
)
def test_the_subject_is_told_by_its_words(text: str, code: str, article: str | None) -> None:
    assert subject_in(text, code) == article


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kocam beni dövüyor", "tr"),
        ("زوجي يضربني", "ar"),
        ("чоловік мене б'є, я хочу померти", "uk"),
        ("муж бьёт меня", "ru"),
        ("mi marido me pega", "es"),
        ("je veux mourir", "fr"),
        ("mąż mnie bije", "pl"),
        ("我想自杀", "zh"),
        ("شوهرم مرا می‌زند", "fa"),
    ],
)
def test_danger_is_told_by_its_words(text: str, code: str) -> None:
    assert tells_of_danger(text, code)
    assert not tells_of_danger(FOREIGN[code][0], code)
