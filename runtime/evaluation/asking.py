"""Asks the running server over REST, as a person's program would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.knowledge.base import load_knowledge
from runtime.evaluation.questions import EvaluationSet, Question
from runtime.evaluation.server import send
from runtime.evaluation.verdict import Given, Verdict


@dataclass(frozen=True)
class Asked:
    """What became of a set: its questions, and the turns of its conversations."""

    title: str
    questions: tuple[Verdict, ...]
    dialogues: tuple[tuple[Verdict, ...], ...]


def ask_set(url: str, measured: EvaluationSet) -> Asked:
    """Ask everything; each question and each conversation has a sender of its own."""
    questions = [_converse(url, [question])[0] for question in measured.questions]
    dialogues = [_converse(url, turns) for turns in measured.dialogues]
    return Asked(measured.title, tuple(questions), tuple(dialogues))


def _converse(url: str, turns: Sequence[Question]) -> tuple[Verdict, ...]:
    sender = f"evaluation-{turns[0].id}"
    return tuple(Verdict(turn, read_reply(send(url, sender, turn.text))) for turn in turns)


def read_reply(replies: Iterable[Mapping[str, Any]]) -> Given:
    """Return what a machine and a person read of a reply in the shape of Rasa's REST."""
    messages = list(replies)
    text = "\n".join(message.get("text", "") for message in messages)
    for message in messages:
        answer = message.get("custom", {}).get("answer")
        if answer is not None:
            return Given(
                answer["outcome"],
                answer["topic"],
                answer["article"],
                answer["language"],
                answer["confidence"],
                tuple(
                    _articles().get(button["title"], button["title"])
                    for button in message.get("buttons", ())
                ),
                text,
            )
    return Given("no answer", text=text)


@lru_cache(maxsize=1)
def _articles() -> dict[str, str]:
    """Return the article behind each title: people and programs see no more of a button."""
    articles = load_knowledge().articles.values()
    return {title: article.id for article in articles for title in article.title.values()}
