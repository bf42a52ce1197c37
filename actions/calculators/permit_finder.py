"""Which two or three residence permits are worth reading about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from actions.calculators.calculator import Answers, Calculator, Line, Question, Result
from actions.calculators.kinds.choice import Choice
from actions.calculators.kinds.country import Country
from actions.calculators.permit_routes import read_permit_routes
from actions.calculators.readings import Value
from actions.calculators.rules import Rules
from actions.calculators.visa_lists import list_of
from actions.calculators.visa_need import is_free_mover

# The situations of a purpose, asked in a question of its own; the table has the same.
SITUATIONS = {
    "work": (
        "recognised",
        "other-employer",
        "graduate",
        "research",
        "transfer",
        "season",
        "trainee",
        "no-job",
    ),
    "business": ("innovative", "other-business"),
    "study": ("higher", "exchange-study", "done"),
    "family": ("partner", "child", "parent", "asylum-family", "relative"),
    "exchange": ("au-pair", "holiday"),
    "safety": ("not-safe", "exploited", "violence", "ill"),
}


def needs_no_permit(nationality: Value) -> bool:
    """Tell whether people with this nationality may live here without a permit."""
    return is_free_mover(nationality) or list_of(str(nationality)) == "kingdom"


def _is_asked(answers: Answers) -> bool:
    return not needs_no_permit(answers.get("nationality"))


def _for(purpose: str) -> Callable[[Answers], bool]:
    return lambda answers: _is_asked(answers) and answers.get("purpose") == purpose


class PermitFinder(Calculator):
    """Points to permits; which one somebody gets is for the IND."""

    name = "permit-finder"
    questions = (
        Question("nationality", Country(), unknown=True),
        Question("purpose", Choice(tuple(SITUATIONS)), asked=_is_asked),
        *(
            Question(purpose, Choice(situations), asked=_for(purpose))
            for purpose, situations in SITUATIONS.items()
        ),
    )

    def work_out(self, answers: Answers, rules: Rules, today: date) -> Result:
        nationality = answers.get("nationality")
        if needs_no_permit(nationality):
            rules.rest_on("eu-citizen-no-permit")
            return Result(
                (Line("no-permit"),),
                data={"permits": []},
                related=("eu-citizen-overview", "stay-registration"),
            )
        purpose = answers["purpose"]
        situation = answers[purpose]
        table = read_permit_routes()
        names = table.fitting(purpose, situation, nationality)
        for name in names:
            rules.rest_on(*table.permits[name].facts)
        return Result(
            (Line("found"), *(Line(name) for name in names)),
            after=_after(purpose, situation),
            limits=_limits(purpose),
            data={"permits": list(names)},
            related=tuple(table.permits[name].article for name in names),
            phone=purpose == "safety",
        )


def _after(purpose: str, situation: str) -> tuple[Line, ...]:
    if purpose == "safety":
        return (Line("call-for-help"), Line("talk-to-lawyer"))
    after = [Line("check-visa")]
    if purpose == "work":
        after.append(Line("check-sponsor"))
    if purpose == "family" and situation == "partner":
        after.append(Line("exam-abroad"))
    return tuple(after)


def _limits(purpose: str) -> tuple[Line, ...]:
    if purpose == "safety":
        return (Line("not-decided"),)
    return (Line("not-decided"), Line("general-conditions"), Line("amounts"))
