"""Sixty conversations that every channel is to answer in the same way, half in each language."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.evaluation.questions import SETS, Question, read_set

OF_EACH_LANGUAGE = 30
MAX_TURNS = 4
SHORT_FORM = 12


@dataclass(frozen=True)
class Conversation:
    """What somebody says; after the last turn the first choice that is offered is taken."""

    name: str
    language: str
    turns: tuple[str, ...]


def conversations(number: int = 2 * OF_EACH_LANGUAGE) -> list[Conversation]:
    """Return so many of them: real conversations first, then questions of all topics."""
    sets = [read_set(name) for name in SETS]
    talks = [dialogue for found in sets for dialogue in found.dialogues]
    single = [_spread([q for found in sets for q in found.questions])]
    chosen = []
    for language in ("en", "nl"):
        of_language = [t for t in talks if t[0].language == language]
        of_language += [(q,) for q in single[0] if q.language == language]
        chosen.append([_conversation(talk) for talk in of_language[:OF_EACH_LANGUAGE]])
    mixed = [each for pair in zip(*chosen, strict=True) for each in pair]
    return mixed[:: len(mixed) // number][:number]


def _spread(questions: list[Question]) -> list[Question]:
    """Return the questions so that each topic comes before any comes twice."""
    seen: dict[tuple[str, str], int] = {}
    numbered = []
    for question in questions:
        key = question.language, question.topic
        seen[key] = seen.get(key, 0) + 1
        numbered.append((seen[key], question))
    return [question for _, question in sorted(numbered, key=lambda pair: pair[0])]


def _conversation(talk: tuple[Question, ...]) -> Conversation:
    texts = tuple(question.text for question in talk[:MAX_TURNS])
    return Conversation(talk[0].id, talk[0].language, texts)
