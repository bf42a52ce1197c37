"""Whole dialogues with the real server, over REST and over the Chat API.

A file of `dialogues` holds them: `==` begins one, `>` is what the person types, `[...]` the button
that is pressed, and `<` what stands in the reply to that.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from runtime.evaluation.server import RunningServer, send
from tests.channels.chat.chat_client import ChatClient

FOLDER = Path(__file__).parent / "dialogues"
LEAST_OF_EACH = 10


@dataclass(frozen=True)
class Step:
    """What a person types or presses, and what stands in the reply."""

    text: str
    is_button: bool
    heard: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A dialogue as it stands in its file."""

    calculator: str
    language: str
    name: str
    steps: tuple[Step, ...]


class Channel(ABC):
    """A conversation of its own over one channel."""

    @abstractmethod
    def say(self, text: str) -> tuple[str, dict[str, str]]:
        """Return the text of the reply, and what each of its buttons sends, by title."""

    @abstractmethod
    def press(self, sent: str) -> tuple[str, dict[str, str]]:
        """Return the same for the button that sends this."""


class Rest(Channel):
    """Over REST a button is sent as a message."""

    def __init__(self, server: RunningServer, language: str) -> None:
        self._url, self._sender = server.url, uuid.uuid4().hex

    def say(self, text: str) -> tuple[str, dict[str, str]]:
        replies = send(self._url, self._sender, text)
        return _told(replies, "payload")

    def press(self, sent: str) -> tuple[str, dict[str, str]]:
        return self.say(sent)


class Chat(Channel):
    """Over the Chat API a button is a choice."""

    def __init__(self, server: RunningServer, language: str) -> None:
        self._client = ChatClient(server.url)
        self._client.move()
        self._token = self._client.begin(language)

    def say(self, text: str) -> tuple[str, dict[str, str]]:
        return self._send({"text": text})

    def press(self, sent: str) -> tuple[str, dict[str, str]]:
        return self._send({"choice": sent})

    def _send(self, body: dict[str, str]) -> tuple[str, dict[str, str]]:
        body = {**body, "messageId": uuid.uuid4().hex}
        response = self._client.send("POST", "/messages", body, self._token)
        assert response.status == 200, response.body
        return _told(response.json["messages"], "choice")


def _told(messages: list[dict[str, Any]], sent: str) -> tuple[str, dict[str, str]]:
    text = "\n".join(message.get("text", "") for message in messages)
    buttons = {b["title"]: b[sent] for message in messages for b in message.get("buttons", ())}
    return text, buttons


def read_dialogues() -> list[Written]:
    """Return the dialogues of every file."""
    found: list[Written] = []
    for path in sorted(FOLDER.glob("*.txt")):
        calculator, language, _ = path.name.split(".")
        for part in path.read_text("utf-8").split("== ")[1:]:
            name, *lines = part.splitlines()
            found.append(Written(calculator, language, name, tuple(_steps(lines))))
    return found


def _steps(lines: list[str]) -> list[Step]:
    steps: list[Step] = []
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("< "):
            said = steps.pop()
            steps.append(Step(said.text, said.is_button, (*said.heard, line[2:])))
        else:
            is_button = line.startswith("[")
            steps.append(Step(line[1:-1] if is_button else line.removeprefix("> "), is_button, ()))
    return steps


DIALOGUES = read_dialogues()


@pytest.mark.parametrize("channel", [Rest, Chat])
@pytest.mark.parametrize(
    "written", DIALOGUES, ids=[f"{d.calculator} {d.language} {d.name}" for d in DIALOGUES]
)
def test_a_dialogue_goes_as_it_is_written(
    server: RunningServer, channel: Callable[[RunningServer, str], Channel], written: Written
) -> None:
    conversation = channel(server, written.language)
    buttons: dict[str, str] = {}
    for step in written.steps:
        if step.is_button:
            assert step.text in buttons, f"{step.text!r} is not offered, but {list(buttons)}"
            text, buttons = conversation.press(buttons[step.text])
        else:
            text, buttons = conversation.say(step.text)
        for words in step.heard:
            assert words in text, f"after {step.text!r}: {text}"


def test_each_calculator_has_enough_dialogues_in_each_language() -> None:
    counted = Counter((dialogue.calculator, dialogue.language) for dialogue in DIALOGUES)
    named = {dialogue.calculator for dialogue in DIALOGUES} - {"line-hours"}  # one question
    few = [
        (calculator, language)
        for calculator in named
        for language in ("en", "nl")
        if counted[calculator, language] < LEAST_OF_EACH
    ]
    assert few == []
