"""By when the IND must decide, and what exists after that day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from actions.calculators.calculator import Answers, Calculator, Conflict, Line, Question, Result
from actions.calculators.kinds.choice import Choice, YesNo
from actions.calculators.kinds.day import Day
from actions.calculators.kinds.number import Number
from actions.calculators.readings import Problem
from actions.calculators.rules import Rules
from actions.calculators.showing import Amount
from actions.calculators.terms import Ending, term_end

MONTHS, DAYS_IN_WEEK = 12, 7
MOST_DAYS_WAITED = 999
# Kinds of application with the fact that holds the period, and its unit.
PERIODS: dict[str, tuple[str, Literal["days", "months"]]] = {
    "permit": ("application-status-period-regular", "days"),
    "study": ("decision-period-study", "days"),
    "permanent": ("permanent-residence-decision-period", "months"),
    "eu": ("application-status-period-eu", "months"),
    "dutch": ("naturalisation-decision-period", "months"),
    "visa": ("schengen-visa-decision-period", "days"),
}
OF_EU_REGULATION = "visa"  # its period is not one of the General Time Limits Act
WITHOUT_AUTOMATIC_PENALTY = {"permit", "study", "permanent"}


def has_period(answers: Answers) -> bool:
    """Tell whether the kind of application has a period that can be counted."""
    return answers.get("kind") in PERIODS


def has_letter(answers: Answers) -> bool:
    """Tell whether the IND wrote that it needs more time."""
    return has_period(answers) and answers.get("longer") is True


def has_no_letter(answers: Answers) -> bool:
    """Tell whether the period is the usual one."""
    return has_period(answers) and "longer" in answers and answers["longer"] is not True


class DecisionPeriod(Calculator):
    """Works out the last day of the decision period."""

    name = "decision-period"
    questions = (
        Question("kind", Choice((*PERIODS, "asylum", "other"))),
        Question("received", Day("past"), asked=has_period),
        Question("longer", YesNo(), asked=has_period, unknown=True),
        Question("until", Day("any"), asked=has_letter, unknown=True),
        Question("waited", Number(0, MOST_DAYS_WAITED, "days"), asked=has_no_letter, unknown=True),
    )

    def conflict(self, answers: Answers, today: date) -> Conflict | None:
        received, until = answers.get("received"), answers.get("until")
        if received and until and until <= received:
            return Conflict("until", Problem("until_before_received", {"received": received}))
        return None

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        kind = answers["kind"]
        rules.rest_on("application-status-receipt-date")
        if kind not in PERIODS:
            text = "asylum" if kind == "asylum" else "other"
            related = ("application-status-period", "application-status-my-ind")
            return Result((Line(text),), related=related, phone=True)
        if answers["longer"] is True:
            return _of_letter(kind, answers.get("until"), rules, today)
        fact, unit = PERIODS[kind]
        received: date = answers["received"]
        length = rules.number(fact)
        waited = answers["waited"] or 0
        end = received + timedelta(days=length) if unit == "days" else _months(received, length)
        ending = _ending(kind, end + timedelta(days=waited), rules)
        steps = [
            Line("received", {"date": received}),
            Line("period", {"length": Amount(length, unit), "end": end}),
        ]
        if waited:
            rules.rest_on("application-status-clock-stops")
            moved = end + timedelta(days=waited)
            steps.append(Line("waited", {"waited": Amount(waited, "days"), "end": moved}))
        if ending.reasons:
            steps.append(Line("moved", {"last": ending.last}))
        limits = [Line("letter-counts"), Line("one-day"), Line("can-be-longer")]
        if answers["waited"] is None:
            limits.append(Line("waited-unknown"))
        if answers["longer"] is None:
            limits.append(Line("longer-unknown"))
        if ending.decree_unknown:
            limits.append(Line("decree-unknown"))
        if kind == OF_EU_REGULATION:
            limits.append(Line("visa-longest"))
        return _result(kind, ending.last, rules, today, tuple(steps), tuple(limits))


def _of_letter(kind: str, until: date | None, rules: Rules, today: date) -> Result:
    """Return the result when the IND gave a later date: the letter counts."""
    rules.rest_on("application-status-period-extended")
    if until is None:
        related = ("application-status-longer", "application-status-my-ind")
        return Result((Line("look-in-letter"),), related=related, phone=True)
    steps = (Line("letter-says", {"last": until}),)
    return _result(kind, until, rules, today, steps, (Line("can-be-longer"),))


def _ending(kind: str, counted: date, rules: Rules) -> Ending:
    if kind == OF_EU_REGULATION:
        return Ending(counted, counted, (), (), decree_unknown=False)
    ending = term_end(counted)
    if ending.reasons:
        rules.rest_on("decision-period-weekend", "terms-holidays", *ending.decree_facts)
    return ending


def _months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _result(
    kind: str,
    last: date,
    rules: Rules,
    today: date,
    steps: tuple[Line, ...],
    limits: tuple[Line, ...],
) -> Result:
    days_left = (last - today).days
    late = days_left < 0
    if late:
        answer: tuple[Line, ...] = (Line("over", {"last": last}),)
        after = _when_late(kind, rules, today)
    else:
        answer = (Line("last-day", {"last": last, "left": Amount(days_left, "days")}),)
        rules.rest_on("contact-hours-no-early-status")
        after = (Line("calling"), Line("follow"), Line("then", {"first": last + timedelta(days=1)}))
    return Result(
        answer=answer,
        steps=steps,
        after=after,
        limits=limits,
        data={"last_day": last.isoformat(), "days_left": days_left, "is_over": late},
        related=("application-status-notice", "application-status-penalty")
        if late
        else ("application-status-my-ind", "application-status-calling"),
        phone=late,
    )


def _when_late(kind: str, rules: Rules, today: date) -> tuple[Line, ...]:
    rules.rest_on("application-status-default-notice")
    weeks = rules.number("application-status-default-term")
    reply_by = term_end(today + timedelta(days=weeks * DAYS_IN_WEEK)).last
    lines = [Line("check-letters"), Line("notice"), Line("two-weeks", {"reply": reply_by})]
    lines.append(Line("court"))
    if kind in WITHOUT_AUTOMATIC_PENALTY:
        rules.rest_on("application-status-no-automatic-penalty")
        lines.append(Line("penalty"))
    else:
        lines.append(Line("penalty-unknown"))
    rules.rest_on("objection-complaint-complaint-not-for")
    lines.append(Line("complaint"))
    return tuple(lines)
