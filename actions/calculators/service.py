"""The calculators without a conversation: all answers at once, in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.calculators.calculator import Calculator, Question
from actions.calculators.catalogue import calculators
from actions.calculators.desk import Desk
from actions.calculators.readings import Json, Problem, Read, Reading, Refused, Said, Unclear, Value
from actions.calculators.rendering import Renderer
from actions.calculators.texts import read_common, read_texts
from actions.calculators.words import read_words
from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language

MOST_CHARACTERS = 500


@dataclass(frozen=True)
class AnswerError:
    """What is wrong with the answer to a question, and what it may have meant."""

    question: str
    reason: str
    choices: tuple[Json, ...] = ()

    def as_json(self) -> dict[str, Json]:
        """Return the error as the API writes it."""
        return {"question": self.question, "reason": self.reason, "choices": list(self.choices)}


class BadAnswers(Exception):
    """Nothing can be worked out of the answers; `errors` names each fault."""

    def __init__(self, errors: list[AnswerError]) -> None:
        self.errors = errors
        super().__init__(", ".join(error.question for error in errors))


@dataclass(frozen=True)
class CalculatorService:
    """The calculators on one day, in one language."""

    knowledge: KnowledgeBase
    today: date
    language: Language

    def list(self) -> list[dict[str, Json]]:
        """Return name and title of each calculator."""
        return [
            {"name": name, "title": read_texts(name).title[self.language]} for name in calculators()
        ]

    def describe(self, name: str) -> dict[str, Json]:
        """Return the questions of a calculator.

        Raises:
            KeyError: when there is no such calculator.
        """
        calculator, texts = calculators()[name], read_texts(name)
        questions = []
        for question in calculator.questions:
            words = texts.questions[question.id]
            offered = question.kind.offered(words)
            shower = self._renderer(calculator)
            questions.append(
                {
                    "id": question.id,
                    "text": words.ask[self.language],
                    "kind": type(question.kind).__name__.lower(),
                    "several": question.several,
                    "mayBeUnknown": question.unknown,
                    "options": [
                        {
                            "value": question.kind.keep(value),
                            "title": shower.shown(question.id, value),
                        }
                        for value in offered
                    ],
                }
            )
        return {"name": name, "title": texts.title[self.language], "questions": questions}

    def work_out(self, name: str, given: Mapping[str, Json]) -> dict[str, Json]:
        """Return the result of answers by question.

        An answer is text as people write it, or the JSON value that `describe` names; null says
        that it is not known.

        Raises:
            KeyError: when there is no such calculator.
            BadAnswers: when an answer is missing, cannot be read, or does not go with the others.
        """
        calculator = calculators()[name]
        known = {question.id for question in calculator.questions}
        errors = []
        if set(given) - known:  # what was sent is not repeated
            errors.append(AnswerError("answers", self._common("no_such_question")))
        answers: dict[str, Value] = {}
        for question in calculator.questions:
            if not question.asked(answers):
                continue
            if question.id not in given:
                errors.append(AnswerError(question.id, self._common("missing_answer")))
                break  # what is asked next depends on it
            value = self._read(calculator, question, given[question.id])
            if isinstance(value, AnswerError):
                errors.append(value)
                break
            answers[question.id] = value
        if not errors and (conflict := calculator.conflict(answers, self.today)):
            reason = self._renderer(calculator).problem(conflict.problem)
            errors.append(AnswerError(conflict.question, reason))
        if errors:
            raise BadAnswers(errors)
        return self._result(calculator, answers)

    def _result(self, calculator: Calculator, answers: dict[str, Value]) -> dict[str, Json]:
        spoken = Desk(self.knowledge, self.today, self.language).result(calculator, answers)
        renderer = self._renderer(calculator)
        text = spoken.text
        if spoken.outdated:
            text = renderer.common("outdated", page=spoken.outdated)
        return {
            "calculator": calculator.name,
            "language": self.language,
            "understood": renderer.summary(answers.items()),
            "text": text,
            "result": dict(spoken.result.data) if spoken.result else None,
            "sources": [source.as_json() for source in spoken.sources],
        }

    def _read(self, calculator: Calculator, question: Question, given: Json) -> Any:
        """Return the value of an answer, or what is wrong with it."""
        if given is None and question.unknown:
            return None
        if not question.several:
            return self._read_one(calculator, question, given)
        values: list[Value] = []
        for one in given if isinstance(given, list) else [given]:
            value = self._read_one(calculator, question, one)
            if isinstance(value, AnswerError):
                return value
            values += value if isinstance(value, tuple) else [value]
        return tuple(values)

    def _read_one(self, calculator: Calculator, question: Question, given: Json) -> Any:
        renderer = self._renderer(calculator)
        try:
            value = question.kind.restore(given)
        except (ValueError, TypeError):
            return self._read_text(question, given, renderer)
        if problem := question.kind.problem(value, self.today):
            return AnswerError(question.id, renderer.problem(problem))
        return value

    def _read_text(self, question: Question, given: Json, renderer: Renderer) -> Any:
        reading: Reading = None
        if isinstance(given, str) and len(given) <= MOST_CHARACTERS:
            said = Said(given, self.today, self.language, read_words())
            reading = question.kind.read(said, renderer.texts.questions[question.id])
        if isinstance(reading, Read):
            return reading.value
        if isinstance(reading, Refused):
            return AnswerError(question.id, renderer.problem(reading.problem))
        if isinstance(reading, Unclear):
            kept = tuple(question.kind.keep(possible) for possible in reading.values)
            return AnswerError(question.id, self._common("unclear_answer"), kept)
        return AnswerError(question.id, renderer.problem(Problem("not_understood")))

    def _renderer(self, calculator: Calculator) -> Renderer:
        texts = read_texts(calculator.name)
        return Renderer(calculator, texts, read_common(), self.knowledge, self.language)

    def _common(self, text: str) -> str:
        return read_common().texts[text][self.language]
