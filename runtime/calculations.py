"""The calculators for the channels, which do not know of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import clock
from actions.calculators.catalogue import calculators
from actions.calculators.service import BadAnswers, CalculatorService
from actions.knowledge.languages import as_language
from actions.resources import load_resources
from channels.errors import BadRequest

NO_SUCH_CALCULATOR = "There is no such calculator."
CANNOT_BE_WORKED_OUT = "It cannot be worked out."


class PlainCalculations:
    """Works out of the knowledge base of this process, on the present day."""

    def list(self, language: str) -> list[dict[str, Any]]:
        """Return name and title of each calculator."""
        return _service(language).list()

    def describe(self, name: str, language: str) -> dict[str, Any]:
        """Return the questions of a calculator.

        Raises:
            BadRequest: when there is no such calculator.
        """
        _check(name)
        return _service(language).describe(name)

    def work_out(self, name: str, answers: Mapping[str, Any], language: str) -> dict[str, Any]:
        """Return the result of the answers.

        Raises:
            BadRequest: when there is no such calculator, or the answers cannot be used.
        """
        _check(name)
        try:
            return _service(language).work_out(name, answers)
        except BadAnswers as exc:
            errors = [error.as_json() for error in exc.errors]
            raise BadRequest(CANNOT_BE_WORKED_OUT, errors=errors) from exc


def _check(name: str) -> None:
    if name not in calculators():
        raise BadRequest(NO_SUCH_CALCULATOR, 404)


def _service(language: str) -> CalculatorService:
    knowledge = load_resources().knowledge
    return CalculatorService(knowledge, clock.today(), as_language(language))
