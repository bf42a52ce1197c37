"""Whether somebody needs a visa or an MVV to come to the Netherlands."""

from __future__ import annotations

from datetime import date

from actions.calculators.calculator import Answers, Calculator, Conflict, Line, Question, Result
from actions.calculators.countries import read_countries
from actions.calculators.kinds.choice import Choice, YesNo
from actions.calculators.kinds.country import Country
from actions.calculators.readings import Problem
from actions.calculators.rules import Rules
from actions.calculators.visa_lists import list_of, needs_no_mvv
from actions.calculators.visa_stays import EXEMPTIONS, WITH_CHIP, long_stay, short_stay

DUTCH = "netherlands"


def is_free_mover(nationality: object) -> bool:
    """Tell whether it is the nationality of the EU, the EEA or Switzerland, or Dutch."""
    return nationality == DUTCH or nationality in read_countries().groups


def _is_asked_more(answers: Answers) -> bool:
    nationality = answers.get("nationality")
    return not is_free_mover(nationality) and list_of(str(nationality)) != "kingdom"


def _wants_document(answers: Answers) -> bool:
    return (
        _is_asked_more(answers)
        and answers.get("length") == "short"
        and answers.get("purpose") != "asylum"
        and list_of(str(answers.get("nationality"))) != "free"
    )


def _wants_chip(answers: Answers) -> bool:
    known = list_of(str(answers.get("nationality")))
    return _wants_document(answers) and known in WITH_CHIP and answers.get("document") is not True


def _wants_exemption(answers: Answers) -> bool:
    return (
        _is_asked_more(answers)
        and answers.get("length") == "long"
        and answers.get("purpose") != "asylum"
        and not needs_no_mvv(str(answers.get("nationality")))
    )


class VisaNeed(Calculator):
    """Works out which of visa, MVV or neither is needed; the embassy or the IND decides."""

    name = "visa-need"
    questions = (
        Question("nationality", Country()),
        Question("length", Choice(("short", "long")), asked=_is_asked_more),
        Question(
            "purpose",
            Choice(("visit", "work", "study", "family", "transit", "asylum")),
            asked=_is_asked_more,
        ),
        Question("document", YesNo(), asked=_wants_document, unknown=True),
        Question("passport", YesNo(), asked=_wants_chip, unknown=True),
        Question("exemption", Choice((*EXEMPTIONS, "none")), asked=_wants_exemption, unknown=True),
    )

    def conflict(self, answers: Answers, today: date) -> Conflict | None:
        if answers.get("length") == "long" and answers.get("purpose") == "transit":
            return Conflict("purpose", Problem("transit_is_short"))
        return None

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        nationality = str(answers["nationality"])
        if nationality == DUTCH or list_of(nationality) == "kingdom":
            rules.rest_on("visa-list-kingdom")
            return Result((Line("dutch"),), data={"needs": "nothing"}, related=("stay-overview",))
        if is_free_mover(nationality):
            rules.rest_on("eu-citizen-no-permit", "mvv-entry-exempt-eu")
            return Result(
                (Line("eu"),), data={"needs": "nothing"}, related=("eu-citizen-overview",)
            )
        if answers["purpose"] == "asylum":
            rules.rest_on("asylum-humanitarian-who")
            return Result(
                (Line("asylum"),),
                data={"needs": "ask"},
                related=("asylum-humanitarian-overview",),
                phone=True,
            )
        if answers["length"] == "short":
            return short_stay(nationality, answers, rules)
        return long_stay(nationality, answers, rules)
