"""The conditions of naturalisation, each judged on what somebody says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from actions.calculators.calculator import Answers, Line
from actions.calculators.residence import years_after
from actions.calculators.rules import Rules
from actions.calculators.visa_need import is_free_mover

Verdict = Literal["met", "not_met", "unknown"]
STATELESS = "stateless"
RESIDENCE_YEARS = "naturalisation-residence-years"
PERMIT_FACTS = {
    "temporary": "naturalisation-permit-temporary",
    "asylum": "naturalisation-permit-asylum",
}
# The others depend on more than the kind of permit.
PERMIT_VERDICTS: dict[str, Verdict] = {
    "permanent": "met",
    "skilled": "met",
    "eu": "met",
    "none": "not_met",
}


@dataclass(frozen=True)
class Finding:
    """A condition, whether it is met, and the line that says why."""

    condition: str
    verdict: Verdict
    line: Line


def findings(answers: Answers, rules: Rules, today: date) -> tuple[Finding, ...]:
    """Return what was found of each condition, in the order of the law.

    Raises:
        RuleOutdated: when a rule may have changed since it was checked.
    """
    return (
        _age(rules),
        _residence(answers, rules, today),
        _permit(answers, rules),
        _integration(answers, rules),
        _order(answers, rules),
        _renouncing(answers, rules),
    )


def residence_routes(answers: Answers, rules: Rules) -> dict[str, date | None]:
    """Return from which day each way to count the years is complete; none: not known."""
    since, together = answers.get("since"), answers.get("together")
    routes = {"years": _later(since, rules.number(RESIDENCE_YEARS))}
    if answers.get("nationality") == STATELESS:
        routes["stateless"] = _later(since, rules.number("naturalisation-years-stateless"))
    if answers.get("partner") == "married":
        rules.rest_on("naturalisation-partner-married")
        routes["married"] = _later(together, rules.number("naturalisation-partner-years"))
    if answers.get("partner") == "unmarried":
        years = rules.number("naturalisation-partner-unmarried-years")
        both = max(since, together) if since and together else None
        routes["unmarried"] = _later(both, years)
    if answers.get("earlier"):
        rules.rest_on("naturalisation-years-earlier-total")
        routes["earlier"] = _later(since, rules.number("naturalisation-years-earlier-last"))
    return routes


def _later(day: date | None, years: int) -> date | None:
    return day and years_after(day, years)


def _age(rules: Rules) -> Finding:
    rules.rest_on("naturalisation-minimum-age")
    return Finding("age", "met", Line("age-met"))


def _residence(answers: Answers, rules: Rules, today: date) -> Finding:
    routes = residence_routes(answers, rules)
    known = {route: day for route, day in routes.items() if day is not None}
    complete = [route for route, day in known.items() if day <= today]
    if complete:
        values = {"day": known[complete[0]]}
        return Finding("residence", "met", Line(f"residence-{complete[0]}", values))
    if len(known) < len(routes):
        return Finding("residence", "unknown", Line("residence-unknown"))
    if answers.get("bond") == "former-dutch":
        rules.rest_on("naturalisation-abroad-former")
        return Finding("residence", "unknown", Line("residence-former"))
    first = min(known.values())
    if answers.get("earlier", True) is None:
        return Finding("residence", "unknown", Line("residence-maybe-earlier", {"first": first}))
    return Finding("residence", "not_met", Line("residence-not-met", {"first": first}))


def _permit(answers: Answers, rules: Rules) -> Finding:
    rules.rest_on("naturalisation-suitable-permit", "naturalisation-permit-lasting")
    permit = answers.get("permit")
    if is_free_mover(answers.get("nationality")):
        return Finding("permit", "met", Line("permit-eu-citizen"))
    if permit in PERMIT_FACTS:
        rules.rest_on(PERMIT_FACTS[permit])
        if permit == "asylum" and answers.get("nationality") == STATELESS:
            return Finding("permit", "unknown", Line("permit-asylum-stateless"))
        return Finding("permit", "not_met", Line(f"permit-{permit}"))
    if permit == "family" and answers.get("partner") != "none":
        return Finding("permit", "met", Line("permit-family-dutch"))
    verdict = PERMIT_VERDICTS.get(permit or "", "unknown")
    return Finding("permit", verdict, Line(f"permit-{permit or 'unknown'}"))


def _integration(answers: Answers, rules: Rules) -> Finding:
    rules.rest_on("naturalisation-exam-diploma", "naturalisation-exam-exemptions")
    given = answers.get("integration")
    verdicts: dict[str, Verdict] = {"diploma": "met", "not-yet": "not_met"}
    return Finding(
        "integration",
        verdicts.get(given or "", "unknown"),
        Line(f"integration-{given or 'unknown'}"),
    )


def _order(answers: Answers, rules: Rules) -> Finding:
    rules.rest_on(
        "naturalisation-record-years", "naturalisation-pending-case", "naturalisation-fines-count"
    )
    record = answers.get("record")
    if record is None:
        return Finding("order", "unknown", Line("order-unknown"))
    return Finding(
        "order", *(("not_met", Line("order-yes")) if record else ("met", Line("order-no")))
    )


def _renouncing(answers: Answers, rules: Rules) -> Finding:
    rules.rest_on("naturalisation-renounce-rule", "naturalisation-renounce-exceptions")
    exceptions = {
        "stateless": answers.get("nationality") == STATELESS,
        "married": answers.get("partner") == "married",
        "born": answers.get("bond") == "born-here",
        "asylum": answers.get("permit") == "asylum",
    }
    if exception := next((name for name, holds in exceptions.items() if holds), None):
        return Finding("renouncing", "met", Line(f"renounce-{exception}"))
    ready = answers.get("renounce")
    if ready is None:
        return Finding("renouncing", "unknown", Line("renounce-unknown"))
    if ready:
        return Finding("renouncing", "met", Line("renounce-yes"))
    return Finding("renouncing", "not_met", Line("renounce-no"))
