"""Puts a turn or a result into the words that people read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from actions.calculators.calculator import Calculator, Line, Question, Result
from actions.calculators.readings import Problem, Value
from actions.calculators.rules import RuleOutdated, Rules
from actions.calculators.showing import Shower
from actions.calculators.texts import CalculatorTexts, CommonTexts
from actions.calculators.turn import DONE, UNKNOWN, Turn
from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import PLACEHOLDER


@dataclass(frozen=True)
class Button:
    """A button: what it says, and the question that its token answers; no token asks it again."""

    title: str
    question: str
    token: str = ""


class Renderer:
    """The words of one calculator in one language."""

    def __init__(
        self,
        calculator: Calculator,
        texts: CalculatorTexts,
        common: CommonTexts,
        knowledge: KnowledgeBase,
        language: Language,
    ) -> None:
        self._calculator = calculator
        self.texts = texts
        self._common = common
        self._language = language
        self._shower = Shower(language, knowledge.wording, common.texts)

    def turn(self, turn: Turn) -> tuple[str, list[Button]]:
        """Return what a turn says before a result: what was read, what is wrong, what is asked."""
        if turn.state is None:
            return self.common("cancelled"), []
        said = self._understood(turn)
        if turn.menu:
            said.append(self.common("which_to_change"))
            buttons = [Button(self._name(question), question) for question in turn.menu]
            return "\n\n".join(said), buttons
        if turn.problem is not None:
            said.append(self.problem(turn.problem))
        if turn.state.asked is None:
            return "\n\n".join(said), []
        question = self._calculator.question(turn.state.asked)
        said.append(self._ask(question, turn))
        return "\n\n".join(said), self._buttons(question, turn)

    def summary(self, answers: Iterable[tuple[str, Value]]) -> list[str]:
        """Return each answer in a line of its own: "Date on the decision: Sunday 3 May 2026"."""
        return [f"{self._name(question)}: {self.shown(question, v)}" for question, v in answers]

    def result(self, result: Result, rules: Rules) -> str:
        """Return the result with its steps, what can be done and what it does not know.

        Raises:
            RuleOutdated: when the answer or a step shows a fact that may not be given any more.
        """
        parts = ["\n".join(self._line(line, rules) for line in result.answer)]
        if result.steps:
            steps = [f"{n}. {self._line(s, rules)}" for n, s in enumerate(result.steps, start=1)]
            parts.append("\n".join([self.common("steps"), *steps]))
        for heading, lines in (("after", result.after), ("limits", result.limits)):
            if shown := self._current(lines, rules):
                parts.append("\n".join([self.common(heading), *(f"- {line}" for line in shown)]))
        return "\n\n".join(parts)

    def changes(self, answers: Iterable[str]) -> list[Button]:
        """Return a button for each answer that can be changed."""
        return [
            Button(self.common("change_button", name=self._name(question)), question)
            for question in answers
        ]

    def common(self, text: str, /, **values: str) -> str:
        """Return a text that all calculators share."""
        return self._common.texts[text][self._language].format(**values)

    def problem(self, problem: Problem) -> str:
        """Return why something cannot be used."""
        texts = self.texts.problems.get(problem.text) or self._common.problems[problem.text]
        values = {name: self._shower.show(value) for name, value in problem.values.items()}
        return texts[self._language].format(**values)

    def _understood(self, turn: Turn) -> list[str]:
        if not turn.understood:
            return []
        lines = self.summary(turn.understood)
        lead = "changed" if turn.changed else "noted"
        return [self.common(lead, answers="; ".join(lines))]

    def _ask(self, question: Question, turn: Turn) -> str:
        assert turn.state is not None
        texts = self.texts.questions[question.id]
        if len(turn.state.offered) == 1:
            shown = self.shown(question.id, turn.state.offered[0])
            return self.common("do_you_mean", value=shown)
        if turn.state.offered:
            shown = self.common("or").join(self.shown(question.id, v) for v in turn.state.offered)
            return self.common("which", values=shown)
        if question.several and question.id in turn.state.answers and texts.more:
            return texts.more[self._language]
        return texts.ask[self._language]

    def _buttons(self, question: Question, turn: Turn) -> list[Button]:
        assert turn.state is not None
        values = turn.state.offered or question.kind.offered(self.texts.questions[question.id])
        buttons = [
            Button(self.shown(question.id, v), question.id, question.kind.token(v)) for v in values
        ]
        if question.unknown and not turn.state.offered:
            buttons.append(Button(self.common("unknown"), question.id, UNKNOWN))
        if question.several and not turn.state.offered:
            has_any = question.id in turn.state.answers
            buttons.append(Button(self.common("done" if has_any else "none"), question.id, DONE))
        return buttons

    def _name(self, question: str) -> str:
        return self.texts.questions[question].name[self._language]

    def shown(self, question_id: str, value: Value) -> str:
        """Return the answer to a question in words."""
        if value is None:
            return self.common("unknown")
        question = self._calculator.question(question_id)
        values = value if question.several and isinstance(value, tuple) else (value,)
        texts = self.texts.questions[question_id]
        shown = [question.kind.show(one, texts, self._shower) for one in values]
        return "; ".join(shown) or self.common("none")

    def _current(self, lines: Iterable[Line], rules: Rules) -> list[str]:
        """Return the lines whose facts may still be given."""
        shown = []
        for line in lines:
            try:
                shown.append(self._line(line, rules))
            except RuleOutdated:
                continue
        return shown

    def _line(self, line: Line, rules: Rules) -> str:
        values = {name: self._shower.show(value) for name, value in line.values.items()}
        template = self.texts.lines[line.text][self._language]
        return PLACEHOLDER.sub(
            lambda found: (
                values[found[1]] if found[1] in values else rules.in_words(found[1], self._language)
            ),
            template,
        )
