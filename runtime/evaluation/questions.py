"""The development questions: as people ask them, with the topic that each belongs to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

QUESTIONS_FILE = Path(__file__).parents[2] / "tests" / "evaluation" / "dev_questions.jsonl"


@dataclass(frozen=True)
class Question:
    """One question; `language` is en, nl or other, `origin` says who wrote it."""

    id: str
    text: str
    language: str
    topic: str
    origin: str


def read_questions(path: Path = QUESTIONS_FILE) -> list[Question]:
    """Return the questions of a JSON Lines file."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return [Question(r["id"], r["text"], r["lang"], r["topic"], r["origin"]) for r in records]
