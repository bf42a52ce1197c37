"""The questions that measure the assistant: their labels fit the knowledge base."""

from __future__ import annotations

from typing import get_args

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import LANGUAGES
from actions.knowledge.topics import TOPICS
from actions.reply import Outcome
from runtime.evaluation.questions import SETS, EvaluationSet, Question, read_labels, read_set

each_set = pytest.mark.parametrize("name", SETS)


def everything(measured: EvaluationSet) -> list[Question]:
    """Return the questions and the turns of the conversations."""
    return [*measured.questions, *(turn for turns in measured.dialogues for turn in turns)]


@each_set
def test_every_article_of_a_label_exists_and_ends_as_the_label_says(
    name: str, knowledge: KnowledgeBase
) -> None:
    labelled = [(q, article) for q in everything(read_set(name)) for article in q.expected.articles]

    assert [(q.id, a) for q, a in labelled if a not in knowledge.articles] == []
    assert [
        (question.id, article)
        for question, article in labelled
        if knowledge.articles[article].outcome not in question.expected.outcomes
    ] == []


@each_set
def test_topics_outcomes_languages_and_ids_are_known_and_ids_stand_once(name: str) -> None:
    measured = read_set(name)
    questions = everything(measured)

    assert {question.topic for question in measured.questions} <= set(TOPICS)
    assert {question.language for question in questions} <= {"en", "nl", "other"}
    assert {o for question in questions for o in question.expected.outcomes} <= set(
        get_args(Outcome)
    )
    assert len({question.id for question in questions}) == len(questions) > 0


@each_set
def test_a_label_says_what_a_right_reply_is(name: str) -> None:
    nothing = [
        q.id
        for q in everything(read_set(name))
        if "answered" in q.expected.outcomes and not (q.expected.articles or q.expected.words)
    ]

    assert nothing == []


def test_every_question_and_conversation_of_the_development_set_has_one_label() -> None:
    measured = read_set("dev")
    ids = {q.id for q in measured.questions}
    ids |= {turns[0].id.removesuffix(".1") for turns in measured.dialogues}

    assert set(read_labels()) == ids


def test_the_sets_share_no_id() -> None:
    ids = [question.id for name in SETS for question in everything(read_set(name))]

    assert len(set(ids)) == len(ids)


def test_the_own_set_asks_about_every_topic_in_both_languages() -> None:
    asked = {(question.topic, question.language) for question in read_set("own").questions}

    assert {(topic, language) for topic in TOPICS for language in LANGUAGES} <= asked
