"""How many days somebody may still be in the Schengen area: 90 days in any 180."""

from __future__ import annotations

from datetime import date, timedelta

from actions.calculators.calculator import Answers, Calculator, Conflict, Line, Question, Result
from actions.calculators.kinds.day import Day
from actions.calculators.kinds.stays import Stays
from actions.calculators.readings import Problem
from actions.calculators.rules import Rules
from actions.calculators.schengen_count import Days, Limit, merged
from actions.calculators.showing import Amount
from actions.calculators.stay import Stay

MOST_STAYS = 60
RELATED = ("stay-short-stay-days", "schengen-visa-overstay", "visa-extension-overview")


class SchengenDays(Calculator):
    """Works out the days that were used, the days left, the last day and the next entry."""

    name = "schengen-days"
    questions = (
        Question("stays", Stays(), several=True),
        Question("day", Day("any")),
    )

    def conflict(self, answers: Answers, today: date) -> Conflict | None:
        stays = answers.get("stays", ())
        if len(stays) > MOST_STAYS:
            return Conflict("stays", Problem("too_many_stays", {"most": MOST_STAYS}))
        return None

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        day: date = answers["day"]
        stays: tuple[Stay, ...] = answers["stays"]
        limit = Limit(rules.number("stay-free-term-days"), rules.number("stay-free-term-period"))
        rules.rest_on(
            "terms-entry-and-exit-count",
            "stay-schengen-days-together",
            "stay-permit-days-do-not-count",
            "terms-absence-of-90-days",
        )
        counted = merged(_days(stays, day))
        used = limit.used(counted, day)
        is_there = any(first <= day <= last for first, last in counted)
        from_day = limit.days_from([s for s in counted if s[0] <= day], day)
        too_many = limit.first_too_many(counted)
        answer = _answer(limit, counted, day, is_there, used, from_day)
        if too_many is not None:
            answer = (Line("too-many", {"day": too_many}), *answer)
        last = day + timedelta(days=from_day - 1) if from_day else None
        entry = None if from_day else limit.next_entry(counted, day)
        return Result(
            answer=answer,
            steps=_steps(limit, counted, day, used),
            after=(Line("check"), Line("visa")) if too_many is None else (Line("call"),),
            limits=(Line("permit"), Line("countries"), Line("agreements"), Line("border")),
            data={
                "day": day.isoformat(),
                "days_used": used,
                "days_left": from_day,
                "last_day": last.isoformat() if last else None,
                "next_entry": entry.isoformat() if entry else None,
                "first_day_too_many": too_many.isoformat() if too_many else None,
            },
            related=RELATED,
            phone=too_many is not None,
        )


def _days(stays: tuple[Stay, ...], day: date) -> list[Days]:
    """Return the stays as days; one that goes on is counted until the day that is asked about."""
    return [(stay.entered, stay.left or max(day, stay.entered)) for stay in stays]


def _answer(
    limit: Limit, counted: list[Days], day: date, is_there: bool, used: int, from_day: int
) -> tuple[Line, ...]:
    shown = {"day": day, "used": Amount(used, "days"), "limit": Amount(limit.days, "days")}
    first = Line("used", shown)
    if not from_day:
        again = max(last for _, last in counted) + timedelta(days=limit.days + 1)
        none_left = Line("none-left", {"entry": limit.next_entry(counted, day)})
        full = Line("full-again", {"limit": Amount(limit.days, "days"), "day": again})
        return (first, none_left, full)
    last = day + timedelta(days=from_day - 1)
    if is_there:
        return (first, Line("stay-until", {"last": last}))
    left = {"day": day, "left": Amount(from_day, "days"), "last": last}
    return (first, Line("days-left", left))


def _steps(limit: Limit, counted: list[Days], day: date, used: int) -> tuple[Line, ...]:
    start, _ = limit.period_of(day)
    period = Line("period", {"day": day, "start": start, "period": Amount(limit.period, "days")})
    within = [(max(first, start), min(last, day)) for first, last in counted]
    parts = tuple(
        Line(
            "part",
            {
                "stay": Stay(first, last),
                "days": Amount((last - first).days + 1, "days"),
            },
        )
        for first, last in within
        if first <= last
    )
    total = Line("total", {"used": Amount(used, "days"), "limit": Amount(limit.days, "days")})
    return (period, *(parts or (Line("no-part"),)), total)
