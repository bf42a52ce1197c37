"""The texts of the calculators: complete, in both languages, and each in its place."""

from __future__ import annotations

import string

import pytest

from actions.calculators.calculator import Calculator
from actions.calculators.catalogue import calculators
from actions.calculators.kinds.choice import Choice
from actions.calculators.terms import read_decrees
from actions.calculators.texts import read_common, read_texts
from actions.calculators.words import CALCULATORS_FOLDER, Phrases, folded
from actions.knowledge.base import load_knowledge
from actions.knowledge.languages import LANGUAGES
from actions.knowledge.models import PLACEHOLDER

SHARED = {"common.yml", "words.yml", "dates.yml", "decree_days.yml"}
each_calculator = pytest.mark.parametrize("calculator", calculators().values(), ids=calculators())


def placeholders(text: str) -> set[str]:
    """Return what stands between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@each_calculator
def test_every_question_has_its_texts_and_no_text_is_left_over(calculator: Calculator) -> None:
    texts = read_texts(calculator.name)
    assert list(texts.questions) == [question.id for question in calculator.questions]
    for question in calculator.questions:
        words = texts.questions[question.id]
        assert bool(words.more) == question.several
        if isinstance(question.kind, Choice):
            assert set(words.options) == set(question.kind.options)


@each_calculator
def test_the_languages_show_the_same_values(calculator: Calculator) -> None:
    texts = read_texts(calculator.name)
    for several in (texts.lines, texts.problems):
        for text in several.values():
            assert placeholders(text["en"]) == placeholders(text["nl"])
    for text in (*read_common().texts.values(), *read_common().problems.values()):
        assert placeholders(text["en"]) == placeholders(text["nl"])


@each_calculator
def test_a_fact_in_a_line_is_one_of_its_article(calculator: Calculator) -> None:
    knowledge = load_knowledge()
    found = [a for a in knowledge.articles.values() if a.calculator == calculator.name]
    assert len(found) == 1
    shown = {
        name
        for text in read_texts(calculator.name).lines.values()
        for name in PLACEHOLDER.findall(text["en"])
        if name in knowledge.facts
    }
    assert shown <= set(found[0].facts)


@each_calculator
def test_the_same_words_never_name_two_options(calculator: Calculator) -> None:
    for question in read_texts(calculator.name).questions.values():
        named: dict[str, str] = {}
        for option, texts in question.options.items():
            words = [
                *texts.title.values(),
                *(w for several in texts.words.values() for w in several),
            ]
            for word in {folded(word) for word in words}:
                assert named.setdefault(word, option) == option, word


@each_calculator
def test_a_title_is_that_of_its_option(calculator: Calculator) -> None:
    for question in read_texts(calculator.name).questions.values():
        for texts in question.options.values():
            for language in LANGUAGES:
                assert Phrases.of([texts.title[language]]).are(texts.title[language])


def test_every_file_belongs_to_a_calculator_or_to_all() -> None:
    files = {path.name for path in CALCULATORS_FOLDER.glob("*.yml")}
    assert files >= SHARED | {f"{name}.yml" for name in calculators()}


def test_every_article_with_a_calculator_names_one_that_there_is() -> None:
    named = {a.calculator for a in load_knowledge().articles.values() if a.calculator}
    assert named == set(calculators())


def test_every_decree_is_a_fact_that_names_its_days() -> None:
    knowledge = load_knowledge()
    for decree in read_decrees():
        statement = knowledge.facts[decree.fact].statement["en"]
        for day in decree.days:
            assert f"{day.day} {knowledge.wording.months['en'][day.month - 1]}" in statement
            assert str(day.year) in statement
            assert day.year in decree.years
