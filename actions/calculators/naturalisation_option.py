"""When the option procedure may fit somebody better than naturalisation."""

from __future__ import annotations

from datetime import date

from actions.calculators.calculator import Answers, Line
from actions.calculators.residence import years_after
from actions.calculators.rules import Rules

OLDER = 65  # the lowest age that a source gives
MARRIED_YEARS = "naturalisation-partner-years"  # the same three years as for naturalisation


def options(answers: Answers, rules: Rules, today: date) -> tuple[Line, ...]:
    """Return a line for each situation of the option procedure that may be somebody's own.

    Raises:
        RuleOutdated: when a rule may have changed since it was checked.
    """
    since, together = answers.get("since"), answers.get("together")
    bond = answers.get("bond")
    lines = []
    if bond == "born-here":
        rules.rest_on("naturalisation-option-born-here")
        lines.append(Line("option-born"))
    if bond == "since-four":
        rules.rest_on("naturalisation-option-since-age")
        lines.append(Line("option-since-four"))
    if bond == "former-dutch":
        rules.rest_on("naturalisation-option-former-dutch")
        lines.append(Line("option-former"))
    if answers.get("partner") == "married" and since and together:
        lived = years_after(since, rules.number("naturalisation-option-married-years"))
        married = years_after(together, rules.number(MARRIED_YEARS))
        if max(lived, married) <= today:
            lines.append(Line("option-married"))
    if answers["age"] >= OLDER and since:
        years = rules.number("naturalisation-option-older")
        if years_after(since, years) <= today:
            lines.append(Line("option-older"))
    if lines:
        rules.rest_on("naturalisation-option-no-exam", "naturalisation-option-mayor")
        lines.append(Line("option-better"))
    return tuple(lines)
