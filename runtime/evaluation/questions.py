"""The questions and conversations that measure the assistant, with what a right reply is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.knowledge.files import read_yaml

FOLDER = Path(__file__).parents[2] / "tests" / "evaluation"
QUESTIONS_FILE = FOLDER / "dev_questions.jsonl"
LABELS_FILE = FOLDER / "labels.yml"
SETS = {"dev": "Development set", "own": "Own set"}


@dataclass(frozen=True)
class Expected:
    """What a right reply is.

    Attributes:
        articles: those that answer it, best first; none when no article does.
        outcomes: how the turn may end.
        words: what the reply must say; `a|b` is one or the other.
    """

    articles: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ("answered",)
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One message; `language` is en, nl or other, `origin` says who wrote it."""

    id: str
    text: str
    language: str
    topic: str  # empty for a turn of a conversation
    origin: str
    expected: Expected = Expected()


@dataclass(frozen=True)
class EvaluationSet:
    """Questions that stand alone, and conversations of several turns."""

    title: str
    questions: tuple[Question, ...]
    dialogues: tuple[tuple[Question, ...], ...]


def read_set(name: str, folder: Path = FOLDER) -> EvaluationSet:
    """Return the questions and conversations of one set, `dev` or `own`."""
    labels = read_labels(folder / LABELS_FILE.name)
    questions = read_questions(folder / f"{name}_questions.jsonl", labels)
    dialogues = tuple(_dialogues(folder / f"{name}_dialogues.jsonl", labels))
    return EvaluationSet(SETS[name], tuple(questions), dialogues)


def read_questions(
    path: Path = QUESTIONS_FILE, labels: Mapping[str, Any] | None = None
) -> list[Question]:
    """Return the questions of a JSON Lines file; each has its labels itself or in `labels`."""
    known = labels or {}
    return [
        Question(
            r["id"], r["text"], r["lang"], r["topic"], r["origin"], _expected(r, known.get(r["id"]))
        )
        for r in _records(path)
    ]


def read_labels(path: Path = LABELS_FILE) -> dict[str, Any]:
    """Return the labels of the development set by id: a mapping, or one for each turn."""
    labels: dict[str, Any] = read_yaml(path)
    return labels


def _dialogues(path: Path, labels: Mapping[str, Any]) -> Iterator[tuple[Question, ...]]:
    for record in _records(path):
        turns = record["turns"]
        expected = labels.get(record["id"], turns)
        yield tuple(
            Question(
                f"{record['id']}.{number}",
                turn["user"],
                record["lang"],
                "",
                record["origin"],
                _expected(label),
            )
            for number, (turn, label) in enumerate(zip(turns, expected, strict=True), start=1)
        )


def _expected(record: Mapping[str, Any], label: Mapping[str, Any] | None = None) -> Expected:
    found = record if label is None else label
    return Expected(
        tuple(found.get("articles", ())),
        tuple(found.get("outcomes", Expected.outcomes)),
        tuple(found.get("words", ())),
    )


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
