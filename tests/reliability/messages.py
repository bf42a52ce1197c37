"""Messages to send: the development questions, most with a word that is found again."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle

from runtime.evaluation.questions import read_questions

DIGITS_TO_LETTERS = str.maketrans("0123456789", "ghijklmnop")
TURNS_OF_A_CONVERSATION = 10  # well below the limit of turns at once


@dataclass(frozen=True)
class Message:
    """A message of one sender; where it is marked, its last word occurs in no other message."""

    sender: str
    text: str
    id: str

    @property
    def marker(self) -> str:
        return self.text.rsplit(" ", 1)[-1]

    @property
    def stored_id(self) -> str:
        """Return the id that ours is stored under, which is not the client's own."""
        return hashlib.sha256(self.id.encode()).hexdigest()[:40]


def new_word() -> str:
    """Return a word of letters alone that nobody has used; digits could be personal data."""
    return "q" + uuid.uuid4().hex[:15].translate(DIGITS_TO_LETTERS)


def new_message(sender: str, question: str | None = None) -> Message:
    """Return a message that was never sent."""
    return Message(sender, f"{question or next(_questions())} {new_word()}", uuid.uuid4().hex)


def conversation(name: str) -> Iterator[Message]:
    """Yield messages without end; the sender changes before it has sent too much."""
    for message in ordinary_conversation(name):
        yield new_message(message.sender, message.text)


def ordinary_conversation(name: str) -> Iterator[Message]:
    """Yield the same with nothing but the questions, where the cost of understanding counts.

    The unknown word would be repaired, cut into many tokens and make a story of each question.
    """
    while True:
        sender = f"{name}-{new_word()}"
        for _ in range(TURNS_OF_A_CONVERSATION):
            yield Message(sender, next(_questions()), uuid.uuid4().hex)


@lru_cache(maxsize=1)
def _questions() -> Iterator[str]:
    return cycle([question.text for question in read_questions() if len(question.text) < 400])
