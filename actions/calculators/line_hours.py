"""When the telephone line is open, on the clock of the country that somebody calls from."""

from __future__ import annotations

from datetime import date, time

from actions.calculators.calculator import Answers, Calculator, Line, Question, Result
from actions.calculators.countries import read_countries
from actions.calculators.kinds.country import Country
from actions.calculators.readings import Value
from actions.calculators.rules import Rules
from actions.contact.clocks import Clock, hours_on, read_clocks
from actions.knowledge.languages import LANGUAGES
from actions.knowledge.values import format_time

OPENING, CLOSING = "contact-opening-time", "contact-closing-time"
HOME = "netherlands"


class LineHours(Calculator):
    """Tells the hours of the line today on a clock abroad, and which number to call."""

    name = "line-hours"
    questions = (Question("country", Country()),)

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        rules.rest_on(OPENING, CLOSING, "contact-phone-days")
        country = str(answers["country"])
        clocks = read_clocks().get(country, ())
        if country == HOME or not clocks:
            return Result((Line("home"),), data={"time_zone": None})
        opens, closes = (time.fromisoformat(rules.text(fact)) for fact in (OPENING, CLOSING))
        return Result(
            (
                Line("dutch-hours"),
                *(_line(clock, country, opens, closes, today) for clock in clocks),
            ),
            after=(Line("number"), Line("remembered")) if len(clocks) == 1 else (Line("number"),),
            limits=(Line("summer-time"), Line("holidays")),
            data={"time_zone": clocks[0].zone if len(clocks) == 1 else None},
            related=("contact-hours-abroad", "contact-hours-opening-hours"),
        )


def _line(clock: Clock, country: str, opens: time, closes: time, today: date) -> Line:
    hours = hours_on(clock, opens, closes, today)
    text = "hours"
    if hours.opens.date() < today:
        text = "hours-from-day-before"
    elif hours.closes.date() > today:
        text = "hours-until-day-after"
    names = read_countries().names[country]
    place: Value = dict(names) if clock.place is None else dict.fromkeys(LANGUAGES, clock.place)
    return Line(
        text,
        {
            "place": place,
            "opens": _shown(hours.opens.time()),
            "closes": _shown(hours.closes.time()),
        },
    )


def _shown(moment: time) -> Value:
    return {language: format_time(moment, language) for language in LANGUAGES}
