"""Which conditions of naturalisation are met, one by one, on what somebody says."""

from __future__ import annotations

from datetime import date

from actions.calculators.calculator import Answers, Calculator, Conflict, Line, Question, Result
from actions.calculators.kinds.choice import Choice, YesNo
from actions.calculators.kinds.country import Country
from actions.calculators.kinds.day import Day
from actions.calculators.kinds.number import Number
from actions.calculators.naturalisation_conditions import Finding, findings
from actions.calculators.naturalisation_option import options
from actions.calculators.readings import Problem
from actions.calculators.residence import years_after
from actions.calculators.rules import Rules
from actions.calculators.visa_need import DUTCH, is_free_mover

ADULT, OLDEST = 18, 120
PERMITS = ("permanent", "skilled", "family", "employee", "temporary", "asylum", "eu", "none")
STATELESS = "stateless"


def _is_here(answers: Answers) -> bool:
    return answers.get("place") == "here"


def _goes_on(answers: Answers) -> bool:
    is_adult = int(answers.get("age") or 0) >= ADULT
    return _is_here(answers) and is_adult and answers.get("nationality") != DUTCH


def _has_partner(answers: Answers) -> bool:
    return _goes_on(answers) and answers.get("partner") in {"married", "unmarried"}


def _is_single(answers: Answers) -> bool:
    return _goes_on(answers) and answers.get("partner") == "none"


def _wants_permit(answers: Answers) -> bool:
    return _goes_on(answers) and not is_free_mover(answers.get("nationality"))


def _wants_renouncing(answers: Answers) -> bool:
    return (
        _goes_on(answers)
        and answers.get("nationality") != STATELESS
        and answers.get("partner") != "married"
        and answers.get("bond") != "born-here"
        and answers.get("permit") != "asylum"
    )


class NaturalisationCheck(Calculator):
    """Goes through the conditions; the municipality and the IND decide."""

    name = "naturalisation-check"
    questions = (
        Question("place", Choice(("here", "abroad"))),
        Question("age", Number(0, OLDEST), asked=_is_here, from_start=False),
        Question("nationality", Country(), asked=_is_here),
        Question(
            "bond",
            Choice(("born-here", "since-four", "former-dutch", "none")),
            asked=_goes_on,
        ),
        Question("since", Day("past"), asked=_goes_on, unknown=True, from_start=False),
        Question("partner", Choice(("married", "unmarried", "none")), asked=_goes_on),
        Question("together", Day("past"), asked=_has_partner, unknown=True, from_start=False),
        Question("earlier", YesNo(), asked=_is_single, unknown=True),
        Question(
            "permit",
            Choice(PERMITS),
            asked=_wants_permit,
            unknown=True,
        ),
        Question(
            "integration", Choice(("diploma", "exempt", "not-yet")), asked=_goes_on, unknown=True
        ),
        Question("record", YesNo(), asked=_goes_on, unknown=True),
        Question("renounce", YesNo(), asked=_wants_renouncing, unknown=True),
    )

    def conflict(self, answers: Answers, today: date) -> Conflict | None:
        age = answers.get("age")
        for question in ("since", "together"):
            day = answers.get(question)
            if age is not None and day is not None and day < years_after(today, -int(age) - 1):
                return Conflict(question, Problem("before_birth", {"day": day}))
        return None

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        rules.rest_on(
            "naturalisation-at-municipality",
            "naturalisation-who-decides",
            "naturalisation-fee-at-municipality",
        )
        if not _is_here(answers):
            rules.rest_on("naturalisation-abroad-former", "naturalisation-abroad-embassy")
            return Result(
                (Line("abroad"),), related=("naturalisation-abroad",), data={"route": "abroad"}
            )
        if answers["nationality"] == DUTCH:
            return Result((Line("dutch"),), related=("naturalisation-proof",))
        if answers["age"] < ADULT:
            rules.rest_on("naturalisation-option-children-groups")
            related = ("naturalisation-children", "naturalisation-option-children")
            return Result((Line("child"),), related=related, data={"route": "with a parent"})
        found = findings(answers, rules, today)
        fitting = options(answers, rules, today)
        return Result(
            (_summary(found), *fitting),
            steps=tuple(finding.line for finding in found),
            after=_after(found),
            limits=(Line("not-decided"), Line("break"), Line("bill"), Line("papers")),
            data={
                "conditions": {finding.condition: finding.verdict for finding in found},
                "option": [line.text for line in fitting],
            },
            related=_related(found, is_option=bool(fitting)),
            phone=any(finding.verdict == "unknown" for finding in found),
        )


def _summary(found: tuple[Finding, ...]) -> Line:
    missing = sum(finding.verdict == "not_met" for finding in found)
    unknown = sum(finding.verdict == "unknown" for finding in found)
    if missing:
        return Line("not-all-met", {"missing": missing, "all": len(found)})
    if unknown:
        return Line("some-unknown", {"unknown": unknown, "all": len(found)})
    return Line("none-missing", {"all": len(found)})


def _after(found: tuple[Finding, ...]) -> tuple[Line, ...]:
    verdicts = {finding.condition: finding.verdict for finding in found}
    after = [Line("ask-municipality"), Line("pay-once")]
    if verdicts["integration"] != "met":
        after.append(Line("look-at-exam"))
    if verdicts["order"] == "not_met":
        after.append(Line("ask-lawyer"))
    return tuple(after)


def _related(found: tuple[Finding, ...], *, is_option: bool) -> tuple[str, ...]:
    verdicts = {finding.condition: finding.verdict for finding in found}
    wanted = [
        ("naturalisation-option", is_option),
        ("naturalisation-residence-years", verdicts["residence"] != "met"),
        ("naturalisation-criminal-record", verdicts["order"] != "met"),
        ("naturalisation-language-exam", verdicts["integration"] != "met"),
        ("naturalisation-renounce", verdicts["renouncing"] != "met"),
        ("naturalisation-apply", True),
        ("naturalisation-overview", True),
    ]
    return tuple(article for article, fits in wanted if fits)[:3]
