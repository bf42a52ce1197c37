"""Questions, conversations and their labels can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.evaluation.questions import Expected, Question, read_questions, read_set

QUESTION = '{"id": "R1", "text": "één?", "lang": "nl", "topic": "fees", "origin": "real"%s}\n'
DIALOGUE = (
    '{"id": "D1", "lang": "en", "origin": "written", "turns":'
    ' [{"user": "a"}, {"user": "b", "outcomes": ["handoff"], "words": ["112"]}]}\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one question, one conversation and a label for the question."""
    (tmp_path / "dev_questions.jsonl").write_text(QUESTION % "", "utf-8")
    (tmp_path / "dev_dialogues.jsonl").write_text(DIALOGUE, "utf-8")
    (tmp_path / "labels.yml").write_text("R1: {articles: [fees-refund]}\n", "utf-8")
    return tmp_path


def test_each_line_is_a_question_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        (QUESTION % ', "url": ""') + "\n" + (QUESTION % "").replace("R1", "R2"), "utf-8"
    )

    assert read_questions(file) == [
        Question("R1", "één?", "nl", "fees", "real"),
        Question("R2", "één?", "nl", "fees", "real"),
    ]


def test_a_question_without_a_topic_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "R1", "text": "x", "lang": "nl", "origin": "real"}\n', "utf-8")
    with pytest.raises(KeyError, match="topic"):
        read_questions(file)


def test_a_question_has_its_label_in_the_file_of_labels_or_in_its_own_line(folder: Path) -> None:
    file = folder / "own_questions.jsonl"
    file.write_text(QUESTION % ', "articles": ["fees-visa"], "outcomes": ["handoff"]', "utf-8")

    labelled = read_set("dev", folder).questions[0]
    itself = read_questions(file)[0]

    assert labelled.expected == Expected(("fees-refund",), ("answered",))
    assert itself.expected == Expected(("fees-visa",), ("handoff",))


def test_the_turns_of_a_conversation_are_numbered_and_have_labels_of_their_own(
    folder: Path,
) -> None:
    (dialogue,) = read_set("dev", folder).dialogues

    assert [(turn.id, turn.text) for turn in dialogue] == [("D1.1", "a"), ("D1.2", "b")]
    assert dialogue[1].expected == Expected((), ("handoff",), ("112",))


def test_a_conversation_with_a_label_too_few_is_an_error(folder: Path) -> None:
    (folder / "labels.yml").write_text("D1:\n- {articles: [fees-refund]}\n", "utf-8")
    with pytest.raises(ValueError, match="zip"):
        read_set("dev", folder)
