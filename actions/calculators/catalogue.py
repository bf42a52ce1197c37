"""All calculators by name. A new one is listed here."""

from __future__ import annotations

from functools import lru_cache

from actions.calculators.calculator import Calculator
from actions.calculators.decision_period import DecisionPeriod
from actions.calculators.line_hours import LineHours
from actions.calculators.naturalisation_check import NaturalisationCheck
from actions.calculators.objection_deadline import ObjectionDeadline
from actions.calculators.permit_finder import PermitFinder
from actions.calculators.schengen_days import SchengenDays
from actions.calculators.visa_need import VisaNeed

CALCULATORS: tuple[type[Calculator], ...] = (
    DecisionPeriod,
    ObjectionDeadline,
    SchengenDays,
    VisaNeed,
    NaturalisationCheck,
    PermitFinder,
    LineHours,
)


@lru_cache(maxsize=1)
def calculators() -> dict[str, Calculator]:
    """Return one of each calculator, by name."""
    return {calculator.name: calculator() for calculator in CALCULATORS}
