"""Until when somebody can object to a decision of the IND."""

from __future__ import annotations

from datetime import date, timedelta

from actions.calculators.calculator import Answers, Calculator, Line, Question, Result
from actions.calculators.kinds.choice import Choice
from actions.calculators.kinds.day import Day
from actions.calculators.rules import Rules
from actions.calculators.showing import Amount
from actions.calculators.terms import Ending, term_end

DAYS_IN_WEEK = 7
# Kinds of decision with the fact that holds the term in weeks; the others have none to count.
TERMS = {
    "permit": "objection-complaint-term",
    "visa": "objection-complaint-term",
    "approved": "objection-complaint-after-approval-term",
    "dutch": "terms-objection-general",
}
REASONS = {
    "weekend": "moved-weekend",
    "holiday": "moved-holiday",
    "decree": "moved-decree",
}


def begins_with_letter(answers: Answers) -> bool:
    """Tell whether the term is counted from the date on the decision."""
    return answers.get("kind") in TERMS and not begins_with_card(answers)


def begins_with_card(answers: Answers) -> bool:
    """Tell whether the term is counted from the day on which the card was collected."""
    return answers.get("kind") == "approved"


class ObjectionDeadline(Calculator):
    """Works out the last day for an objection."""

    name = "objection-deadline"
    questions = (
        Question("kind", Choice(("permit", "visa", "approved", "dutch", "asylum", "other"))),
        Question("date", Day("past"), asked=begins_with_letter),
        Question("collected", Day("past"), asked=begins_with_card),
    )

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        kind = answers["kind"]
        if kind not in TERMS:
            return _without_term(kind, rules)
        made_known: date = answers["collected" if begins_with_card(answers) else "date"]
        weeks = rules.number(TERMS[kind])
        rules.rest_on(
            "terms-start-day-after", "terms-weekend", "objection-complaint-letter-decides"
        )
        if kind == "dutch":
            rules.rest_on("terms-objection-nationality")
        ending = term_end(made_known + timedelta(days=weeks * DAYS_IN_WEEK))
        if ending.reasons:
            rules.rest_on("terms-holidays", *ending.decree_facts)
        days_left = (ending.last - today).days
        return Result(
            answer=(_answer(ending, days_left),),
            steps=_steps(kind, made_known, weeks, ending),
            after=_after(kind, days_left, rules),
            limits=_limits(ending),
            data={
                "last_day": ending.last.isoformat(),
                "days_left": days_left,
                "is_over": days_left < 0,
            },
            related=_related(days_left),
            phone=True,
        )


def _without_term(kind: str, rules: Rules) -> Result:
    if kind == "asylum":
        rules.rest_on("objection-complaint-asylum-court", "objection-complaint-letter-decides")
        return Result((Line("asylum"),), related=("objection-complaint-legal-help",), phone=True)
    rules.rest_on("objection-complaint-letter-decides")
    return Result((Line("other"),), related=("objection-complaint-overview",), phone=True)


def _answer(ending: Ending, days_left: int) -> Line:
    if days_left < 0:
        return Line("over", {"last": ending.last})
    if days_left == 0:
        return Line("today", {"last": ending.last})
    return Line("last-day", {"last": ending.last, "left": Amount(days_left, "days")})


def _steps(kind: str, made_known: date, weeks: int, ending: Ending) -> tuple[Line, ...]:
    first = made_known + timedelta(days=1)
    counted = Line(
        "counted", {"first": first, "weeks": Amount(weeks, "weeks"), "counted": ending.counted}
    )
    begun = Line("collected" if kind == "approved" else "made-known", {"date": made_known})
    if not ending.reasons:
        return (begun, counted, Line("not-moved"))
    reasons = tuple(Line(REASONS[reason]) for reason in dict.fromkeys(ending.reasons))
    return (begun, counted, *reasons, Line("moved", {"last": ending.last}))


def _after(kind: str, days_left: int, rules: Rules) -> tuple[Line, ...]:
    if days_left < 0:
        rules.rest_on("objection-complaint-juridisch-loket")
        return (Line("call-lawyer"), Line("letter-first"))
    rules.rest_on(
        "objection-complaint-arrive-in-time",
        "objection-complaint-letter-contents",
        "objection-complaint-documents-added",
        "terms-repair-objection",
    )
    return (Line("write"), Line("reasons-later"), Line("where"), Line("in-time"))


def _limits(ending: Ending) -> tuple[Line, ...]:
    limits = [Line("letter-decides"), Line("sent-later")]
    if ending.decree_unknown:
        limits.append(Line("decree-unknown"))
    return tuple(limits)


def _related(days_left: int) -> tuple[str, ...]:
    if days_left < 0:
        return ("objection-complaint-too-late", "objection-complaint-legal-help")
    return ("objection-complaint-write", "objection-complaint-stay")
