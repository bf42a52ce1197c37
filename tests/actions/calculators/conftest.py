"""What the tests of calculators share: a day, the knowledge base, a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from actions.calculators.calculator import Calculator, Result
from actions.calculators.catalogue import calculators
from actions.calculators.dialogue import Dialogue
from actions.calculators.rendering import Renderer
from actions.calculators.rules import Rules
from actions.calculators.state import State
from actions.calculators.texts import read_common, read_texts
from actions.calculators.turn import Turn
from actions.calculators.words import read_words
from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.languages import Language

TODAY = date(2026, 11, 22)  # a Sunday
CASES_FOLDER = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[list[str]]:
    """Return the rows of a table of cases, without its comments and its heading."""
    lines = (CASES_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return [[cell.strip() for cell in row.split("|")] for row in rows[1:]]


@dataclass
class Talk:
    """A conversation with a calculator; its state goes through JSON after each turn."""

    name: str
    language: Language = "en"
    today: date = TODAY
    turns: list[Turn] = field(default_factory=list)

    @property
    def calculator(self) -> Calculator:
        """Return the calculator."""
        return calculators()[self.name]

    @property
    def last(self) -> Turn:
        """Return the last turn."""
        return self.turns[-1]

    @property
    def state(self) -> State:
        """Return where the conversation stands."""
        assert self.last.state is not None
        return State.from_json(self.last.state.as_json(self.calculator), self.calculator)

    def dialogue(self) -> Dialogue:
        """Return the dialogue in the present language."""
        texts = read_texts(self.name)
        return Dialogue(self.calculator, texts, read_words(), self.today, self.language)

    def begin(self, text: str = "") -> Talk:
        """Begin with a message."""
        self.turns.append(self.dialogue().begin(text))
        return self

    def say(self, *texts: str) -> Talk:
        """Say something that is about the calculator."""
        for text in texts:
            turn = self.dialogue().take(self.state, text)
            assert turn is not None, text
            self.turns.append(turn)
        return self

    def words(self, knowledge: KnowledgeBase) -> str:
        """Return what the last turn says, with its result."""
        renderer = Renderer(
            self.calculator, read_texts(self.name), read_common(), knowledge, self.language
        )
        text, _ = renderer.turn(self.last)
        if not self.last.is_result:
            return text
        rules = Rules(knowledge, self.today)
        result = self.calculator.work_out(self.state.answers, rules, self.today)
        return f"{text}\n\n{renderer.result(result, rules)}".strip()

    def result(self, knowledge: KnowledgeBase) -> Result:
        """Return what was worked out."""
        rules = Rules(knowledge, self.today)
        return self.calculator.work_out(self.state.answers, rules, self.today)


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """Return the real knowledge base."""
    return load_knowledge()
