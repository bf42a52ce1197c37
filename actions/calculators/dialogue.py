"""The conversation with a calculator: which question comes next, corrections, coming back.

Pure: a turn is worked out from the state and what was said, and says what to do in data.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.calculators.calculator import Calculator, Question
from actions.calculators.readings import Problem, Read, Reading, Refused, Said, Unclear, Value
from actions.calculators.state import State
from actions.calculators.texts import CalculatorTexts
from actions.calculators.turn import DONE, UNKNOWN, Turn
from actions.calculators.words import Words, behind
from actions.knowledge.languages import Language


class Dialogue:
    """A calculator in conversation on one day, in one language."""

    def __init__(
        self,
        calculator: Calculator,
        texts: CalculatorTexts,
        words: Words,
        today: date,
        language: Language,
    ) -> None:
        self._calculator = calculator
        self._texts = texts
        self._words = words
        self._today = today
        self._language = language

    def begin(self, text: str = "") -> Turn:
        """Begin, with the answers that stand in the message already."""
        state = State(self._calculator.name)
        text = self._words.asking.left_out_of(text)
        understood: list[tuple[str, Value]] = []
        for question in self._calculator.questions:
            if question.several or not question.from_start or not question.asked(state.answers):
                continue
            if isinstance(reading := self._read(question, text), Read):
                understood.append((question.id, reading.value))
                state = replace(state, answers={**state.answers, question.id: reading.value})
        return replace(self._go_on(state), understood=tuple(understood))

    def take(self, state: State, text: str) -> Turn | None:
        """Return the turn that the message makes, or nothing when it is about something else."""
        words = self._words
        if state.is_open and words.cancel.are(text):
            return Turn(None)
        if state.is_open and words.resume.are(text):
            return Turn(state)
        if words.change.are(text):
            return self._menu(state)
        lead = words.correction.start_of(text)
        rest = behind(text, lead or 0)
        if lead and rest and (turn := self._corrected(state, rest, named=not self._no_fits(state))):
            return turn
        if state.asked is not None:
            return self._answered(state, self._calculator.question(state.asked), text)
        return self._corrected(state, text, named=False)

    def choose(self, state: State | None, question_id: str, token: str) -> Turn:
        """Return the turn that a button makes: an answer, or with an empty token a question.

        Raises:
            KeyError, ValueError: when there is no such question or answer.
        """
        state = state or State(self._calculator.name)
        question = self._calculator.question(question_id)
        if not token:
            closed = state.closed - {question_id}
            answers = dict(state.answers)
            if question.several:
                answers.pop(question_id, None)
            return Turn(State(state.calculator, answers, closed, question_id))
        if token == DONE and question.several:
            return self._closed(state, question)
        if token == UNKNOWN and question.unknown:
            return self._with(state, question, None)
        return self._with(state, question, question.kind.from_token(token))

    def _menu(self, state: State) -> Turn:
        answered = tuple(self._calculator.relevant(state.answers))
        return Turn(state, menu=answered) if answered else Turn(state)

    def _answered(self, state: State, question: Question, text: str) -> Turn | None:
        words = self._words
        if len(state.offered) == 1:
            if words.yes.are(text):
                return self._with(state, question, state.offered[0])
            if words.no.are(text):
                return Turn(replace(state, offered=()))
        if words.unknown.are(text):
            if question.unknown:
                return self._with(state, question, None)
            return Turn(replace(state, offered=()), problem=Problem("must_know"))
        if question.several and words.nothing_more.are(text):
            return self._closed(state, question)
        return self._turn(state, question, self._read(question, text))

    def _no_fits(self, state: State) -> bool:
        """Tell whether "no" can be the answer to what is asked, so that it puts nothing right."""
        if state.asked is None:
            return False
        question = self._calculator.question(state.asked)
        return question.several or question.kind.takes_no

    def _corrected(self, state: State, text: str, *, named: bool) -> Turn | None:
        """Put another value in the place of the last answer that can be meant.

        Unless it was said to be a correction, it must be a value that says itself what it is,
        such as a date.
        """
        for question_id in reversed(list(state.answers)):
            question = self._calculator.question(question_id)
            if not named and not question.kind.speaks_for_itself:
                continue
            reading = self._read(question, text)
            if isinstance(reading, Read) or (named and reading is not None):
                before = state.answers[question_id]
                if question.several and before:
                    answers = {**state.answers, question_id: before[:-1]}
                    state = replace(state, answers=answers)
                turn = self._turn(state, question, reading)
                return replace(turn, changed=True) if turn and turn.understood else turn
        return None

    def _read(self, question: Question, text: str) -> Reading:
        said = Said(text, self._today, self._language, self._words)
        return question.kind.read(said, self._texts.questions[question.id])

    def _turn(self, state: State, question: Question, reading: Reading) -> Turn | None:
        if isinstance(reading, Read):
            return self._with(state, question, reading.value)
        if isinstance(reading, Unclear):
            return Turn(replace(state, asked=question.id, offered=reading.values))
        if isinstance(reading, Refused):
            asked = replace(state, asked=question.id, offered=())
            return Turn(asked, problem=reading.problem)
        return None

    def _with(self, state: State, question: Question, value: Value) -> Turn:
        """Return the turn after an answer: a conflict, the next question, or the result."""
        changed = question.id in state.answers and not question.several
        answers = {q: v for q, v in state.answers.items() if q != question.id}
        if question.several and value is not None:
            new = value if isinstance(value, tuple) else (value,)
            answers[question.id] = (*state.answers.get(question.id, ()), *new)
        else:
            answers[question.id] = value
        conflict = self._calculator.conflict(answers, self._today)
        if conflict is not None:
            kept = {q: v for q, v in answers.items() if q != conflict.question}
            if conflict.question == question.id and question.id in state.answers:
                kept = dict(state.answers)
            again = State(state.calculator, kept, state.closed, conflict.question)
            return Turn(again, problem=conflict.problem)
        turn = self._go_on(State(state.calculator, answers, state.closed), question)
        return replace(turn, understood=((question.id, value),), changed=changed)

    def _closed(self, state: State, question: Question) -> Turn:
        answers = {question.id: (), **state.answers}
        closed = state.closed | {question.id}
        return self._go_on(State(state.calculator, answers, closed))

    def _go_on(self, state: State, last: Question | None = None) -> Turn:
        if last is not None and last.several and last.id not in state.closed:
            return Turn(replace(state, asked=last.id))
        relevant = self._calculator.relevant(state.answers)
        missing = self._calculator.missing(relevant)
        kept = {q: v for q, v in state.answers.items() if q in relevant}
        state = replace(state, answers=kept)
        return Turn(replace(state, asked=missing.id if missing else None))
