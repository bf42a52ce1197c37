"""What one message to a calculator leads to."""

from __future__ import annotations

from dataclasses import dataclass

from actions.calculators.readings import Problem, Value
from actions.calculators.state import State

UNKNOWN, DONE = "unknown", "done"  # tokens of buttons beside the values of a question


@dataclass(frozen=True)
class Turn:
    """What to say, and where the conversation then stands; no state: it was cancelled.

    Attributes:
        understood: what was read from this message, to be read back.
        changed: whether it replaces an earlier answer.
        problem: why something that was said cannot be used.
        menu: answered questions of which one may be chosen to change.
    """

    state: State | None
    understood: tuple[tuple[str, Value], ...] = ()
    changed: bool = False
    problem: Problem | None = None
    menu: tuple[str, ...] = ()

    @property
    def is_result(self) -> bool:
        return self.state is not None and not self.state.is_open and not self.menu
