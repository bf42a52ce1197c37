"""The texts in other languages: complete, with the numbers of the facts, and existing articles."""

from __future__ import annotations

import re

import pytest

from actions.danger import FACTS
from actions.knowledge.models import Article, Fact
from actions.knowledge.other_languages import OtherLanguage, load_other_languages
from actions.other_language import DANGER_FACTS, NOTICE_FACTS

PLACEHOLDER = re.compile(r"\{(\w+)\}")
each_language = pytest.mark.parametrize(
    "language", load_other_languages().values(), ids=lambda language: language.code
)


@each_language
def test_the_notice_shows_every_number_and_types_none(language: OtherLanguage) -> None:
    texts = language.texts

    assert set(PLACEHOLDER.findall(texts.notice)) == set(NOTICE_FACTS)
    assert set(PLACEHOLDER.findall(texts.danger)) <= set(DANGER_FACTS)
    assert PLACEHOLDER.findall(texts.danger)[0] == "emergency"
    assert PLACEHOLDER.findall(texts.follows) == []
    for text in texts.dict().values():
        assert not re.search(r"\d", text)


@each_language
def test_every_subject_is_an_article(language: OtherLanguage, articles: list[Article]) -> None:
    assert set(language.subjects) <= {article.id for article in articles}
    assert all(phrases for phrases in language.subjects.values())


@each_language
def test_the_texts_stand_in_the_script_of_the_language(language: OtherLanguage) -> None:
    from nlu.other_languages import recognise

    shown = PLACEHOLDER.sub("", language.texts.notice.replace("IND", ""))

    assert recognise(shown) == language.code


def test_one_language_of_a_script_is_its_fallback() -> None:
    fallbacks = [each.script for each in load_other_languages().values() if each.fallback]

    assert len(fallbacks) == len(set(fallbacks))


def test_the_days_that_the_texts_name_are_those_of_the_fact(facts: dict[str, Fact]) -> None:
    assert facts["contact-phone-days"].value == {
        "en": "Monday to Friday",
        "nl": "maandag tot en met vrijdag",
    }, "change the days in every file of data/languages as well"


def test_every_number_for_danger_is_a_fact(facts: dict[str, Fact]) -> None:
    assert {*FACTS.values(), *DANGER_FACTS.values(), *NOTICE_FACTS.values()} <= set(facts)
