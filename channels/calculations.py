"""What a channel asks of the calculators; the server puts them in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Json = Any


class Calculations(Protocol):
    """The calculators, with results and errors in the terms of the channels."""

    def list(self, language: str) -> list[dict[str, Json]]:
        """Return name and title of each calculator."""

    def describe(self, name: str, language: str) -> dict[str, Json]:
        """Return the questions of a calculator.

        Raises:
            BadRequest: when there is no such calculator.
        """

    def work_out(self, name: str, answers: Mapping[str, Json], language: str) -> dict[str, Json]:
        """Return the result of the answers.

        Raises:
            BadRequest: when there is no such calculator, or the answers cannot be used.
        """
