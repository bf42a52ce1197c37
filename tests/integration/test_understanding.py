"""The server reaches its figures on the development questions."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from runtime.evaluation.asking import Asked, ask_set
from runtime.evaluation.questions import read_set
from runtime.evaluation.scores import Row, rows
from runtime.evaluation.server import RunningServer


@pytest.fixture(scope="module")
def asked(server: RunningServer) -> Asked:
    """Ask the real server all development questions, once."""
    return ask_set(server.url, read_set("dev"))


@pytest.fixture(scope="module")
def measured(asked: Asked) -> dict[str, Row]:
    """Return the measures by name."""
    return {row.name: row for row in rows(asked)}


@pytest.mark.parametrize(("language", "least"), [("en", 80), ("nl", 75)])
def test_the_topic_of_questions_in_scope_is_right(
    measured: dict[str, Row], language: str, least: float
) -> None:
    assert measured["topic, in scope"].by_language[language].percent >= least


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("article: right, or offered", 80),
        ("for others or out of scope", 65),
        ("language of the reply", 97),
        ("conversation: follow-up", 45),
    ],
)
def test_a_measure_does_not_fall(measured: dict[str, Row], measure: str, least: float) -> None:
    assert measured[measure].all.percent >= least


def test_few_questions_get_a_wrong_article_without_being_asked(measured: dict[str, Row]) -> None:
    assert measured["wrong and confident"].all.percent <= 10


def test_the_model_holds_no_pickle(model: Path) -> None:
    with tarfile.open(model) as archive:
        names = archive.getnames()
    assert any(name.endswith("trained.npz") for name in names)
    assert not [n for n in names if n.endswith((".pkl", ".pickle", ".joblib", ".skops"))]
