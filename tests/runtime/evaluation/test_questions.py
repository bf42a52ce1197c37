"""The development questions can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.knowledge.topics import TOPICS
from runtime.evaluation.questions import Question, read_questions


def test_each_line_is_a_question_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "R1", "text": "één?", "lang": "nl", "topic": "fees", "origin": "real", "url": ""}\n'
        "\n"
        '{"id": "S2", "text": "two", "lang": "en", "topic": "stay", "origin": "written"}\n',
        "utf-8",
    )
    assert read_questions(file) == [
        Question("R1", "één?", "nl", "fees", "real"),
        Question("S2", "two", "en", "stay", "written"),
    ]


def test_a_question_without_a_topic_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "R1", "text": "x", "lang": "nl", "origin": "real"}\n', "utf-8")
    with pytest.raises(KeyError, match="topic"):
        read_questions(file)


def test_the_projects_questions_have_known_topics_and_languages_and_ids_of_their_own() -> None:
    questions = read_questions()
    assert {question.topic for question in questions} <= set(TOPICS)
    assert {question.language for question in questions} <= {"en", "nl", "other"}
    assert len({question.id for question in questions}) == len(questions) > 0
