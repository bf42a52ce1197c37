"""The trained model reaches its figures on the development questions."""

from __future__ import annotations

import asyncio
import tarfile
from pathlib import Path

import pytest
from rasa.core.agent import Agent

from runtime.evaluation.questions import read_questions
from runtime.evaluation.scores import Result, Score, score


@pytest.fixture(scope="module")
def results(model: Path) -> list[Result]:
    """Understand all development questions with the trained model."""
    agent = Agent.load(str(model))

    async def understand() -> list[Result]:
        found = []
        for question in read_questions():
            intent = (await agent.parse_message(question.text))["intent"]
            found.append(Result(question, intent["name"], intent["confidence"]))
        return found

    return asyncio.run(understand())


def share(part: Score) -> float:
    """Return the score as a share."""
    return part.right / part.total


@pytest.mark.parametrize(("language", "least"), [("en", 0.80), ("nl", 0.75)])
def test_the_topic_of_questions_in_scope_is_right(
    results: list[Result], language: str, least: float
) -> None:
    inside = [r for r in results if r.in_scope and r.question.language == language]
    assert share(score(inside)) >= least


def test_questions_out_of_scope_are_recognised(results: list[Result]) -> None:
    assert share(score([r for r in results if not r.in_scope])) >= 0.75


def test_the_model_holds_no_pickle(model: Path) -> None:
    with tarfile.open(model) as archive:
        names = archive.getnames()
    assert any(name.endswith("trained.npz") for name in names)
    assert not [n for n in names if n.endswith((".pkl", ".pickle", ".joblib", ".skops"))]
