"""Where calculators are worked with: takes what was said, gives back words, buttons and state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from actions.calculators.calculator import Calculator, Result
from actions.calculators.catalogue import calculators
from actions.calculators.dialogue import Dialogue
from actions.calculators.readings import Json, Problem
from actions.calculators.rendering import Button, Renderer
from actions.calculators.rules import RuleOutdated, Rules
from actions.calculators.state import State
from actions.calculators.texts import read_common, read_texts
from actions.calculators.turn import Turn
from actions.calculators.words import read_words
from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.rendering import Source, sources_of

Kept = Mapping[str, Json]  # a state as the conversation keeps it


@dataclass(frozen=True)
class Spoken:
    """What to say after a message, and the state to keep; no state: there is nothing to keep.

    `outdated` is the page of a rule that may have changed: then nothing is worked out.
    """

    text: str
    kept: Kept | None
    buttons: tuple[Button, ...] = ()
    result: Result | None = None
    sources: tuple[Source, ...] = ()
    outdated: str | None = None
    asked: str | None = None


def is_about_calculator(kept: Kept, text: str, today: date, language: Language) -> bool:
    """Tell whether a message goes on with the calculator that the state is of."""
    state = _restored(kept)
    return (
        state is not None and _dialogue(state[0], today, language).take(state[1], text) is not None
    )


def is_open(kept: Kept) -> bool:
    """Tell whether a question of the calculator waits for its answer."""
    state = _restored(kept)
    return state is not None and state[1].is_open


def interrupted(kept: Kept, most: int) -> Kept | None:
    """Return the state after something else was answered; nothing when it is finished with."""
    state = _restored(kept)
    if state is None or not state[1].is_open or state[1].interruptions >= most:
        return None
    return state[1].interrupted().as_json(state[0])


@dataclass(frozen=True)
class Desk:
    """The calculators on one day, in one language."""

    knowledge: KnowledgeBase
    today: date
    language: Language

    def begin(self, name: str, text: str = "") -> Spoken:
        """Begin a calculator, with what the message says already.

        Raises:
            KeyError: when there is no such calculator.
        """
        calculator = calculators()[name]
        return self._speak(calculator, _dialogue(calculator, self.today, self.language).begin(text))

    def take(self, kept: Kept, text: str) -> Spoken | None:
        """Return what to say to a message, or nothing when it is about something else."""
        restored = _restored(kept)
        if restored is None:
            return None
        calculator, state = restored
        turn = _dialogue(calculator, self.today, self.language).take(state, text)
        return None if turn is None else self._speak(calculator, turn)

    def choose(self, name: str, kept: Kept | None, question: str, token: str) -> Spoken:
        """Return what to say to a button; one that no longer fits begins again.

        Raises:
            KeyError: when there is no such calculator.
        """
        calculator = calculators()[name]
        restored = _restored(kept) if kept else None
        state = restored[1] if restored and restored[0] is calculator else None
        dialogue = _dialogue(calculator, self.today, self.language)
        try:
            turn = dialogue.choose(state, question, token)
        except (KeyError, ValueError):
            turn = dialogue.begin()
        return self._speak(calculator, turn)

    def again(self, kept: Kept, problem: str | None = None) -> Spoken | None:
        """Return the last question or result once more, in the present language."""
        restored = _restored(kept)
        if restored is None:
            return None
        calculator, state = restored
        turn = Turn(state, problem=Problem(problem) if problem else None)
        return self._speak(calculator, turn)

    def result(self, calculator: Calculator, answers: Mapping[str, Json]) -> Spoken:
        """Return the result of complete answers."""
        return self._speak(calculator, Turn(State(calculator.name, answers)))

    def _speak(self, calculator: Calculator, turn: Turn) -> Spoken:
        renderer = Renderer(
            calculator, read_texts(calculator.name), read_common(), self.knowledge, self.language
        )
        text, buttons = renderer.turn(turn)
        if turn.state is None:
            return Spoken(text, None)
        kept = turn.state.as_json(calculator)
        spoken = Spoken(text, kept, tuple(buttons), asked=turn.state.asked)
        if not turn.is_result:
            return spoken
        rules = Rules(self.knowledge, self.today)
        try:
            result = calculator.work_out(turn.state.answers, rules, self.today)
            shown = renderer.result(result, rules)
        except RuleOutdated as exc:
            page = sources_of([exc.fact], self.knowledge)[0].url
            return replace(spoken, outdated=page)
        return replace(
            spoken,
            text="\n\n".join(part for part in (text, shown) if part),
            buttons=tuple(renderer.changes(turn.state.answers)),
            result=result,
            sources=sources_of(rules.used, self.knowledge),
        )


def _dialogue(calculator: Calculator, today: date, language: Language) -> Dialogue:
    texts = read_texts(calculator.name)
    return Dialogue(calculator, texts, read_words(), today, language)


def _restored(kept: Kept) -> tuple[Calculator, State] | None:
    """Return the calculator and its state; nothing when an earlier version kept it."""
    try:
        calculator = calculators()[kept["calculator"]]
        return calculator, State.from_json(kept, calculator)
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
