"""What a short and a long stay need, by nationality, purpose and documents."""

from __future__ import annotations

from actions.calculators.calculator import Answers, Line, Result
from actions.calculators.countries import read_countries
from actions.calculators.rules import Rules
from actions.calculators.visa_lists import (
    NO_MVV,
    ListName,
    list_of,
    needs_no_mvv,
    read_visa_lists,
)
from actions.knowledge.languages import Language

WITH_CHIP: frozenset[ListName] = frozenset({"biometric", "kosovo", "serbia", "georgia"})
VISA_NEEDED: frozenset[ListName] = frozenset({"required", "removed"})
UNCLEAR: frozenset[ListName] = frozenset({"not_listed", "nauru"})
CONDITION_LINES: dict[ListName, str] = {"taiwan": "only-taiwan", "special_regions": "only-region"}
CHANGED_LINES: dict[ListName, str] = {
    "georgia": "changed-georgia",
    "investors": "changed-investors",
}
# Why no MVV is needed, with the fact that says so.
EXEMPTIONS = {
    "dutch-permit": "mvv-entry-exempt-change-of-purpose",
    "long-term-resident": "mvv-entry-exempt-long-term-resident",
    "eu-family": "mvv-entry-other-exemptions",
}
FILES = {"work": "files-work", "study": "files-study", "family": "files-family"}
ARTICLES = {
    "work": "work-permit-overview",
    "study": "study-application",
    "family": "family-overview",
    "transit": "schengen-visa-transit",
    "visit": "schengen-visa-family-visit",
}


def short_stay(nationality: str, answers: Answers, rules: Rules) -> Result:
    """Return the result for a stay of at most 90 days."""
    needs, answer, steps = _needed(nationality, answers, rules)
    after: list[Line] = []
    if needs == "visa":
        rules.rest_on("schengen-visa-where-to-apply", "schengen-visa-in-person")
        after += [Line("apply-visa"), Line("apply-when"), Line("eu-family")]
    if answers["purpose"] == "work":
        after.append(Line("work-short"))
    if answers["purpose"] == "transit":
        after.append(Line("transit"))
    limits = [Line("two-nationalities"), Line("border")]
    if needs == "nothing":
        limits += [Line("ninety-days"), Line("etias")]
    first = "schengen-visa-overview" if needs == "visa" else "stay-short-stay-days"
    return Result(
        (answer,),
        steps=tuple(steps),
        after=tuple(after),
        limits=tuple(limits),
        data={"needs": needs},
        related=(first, ARTICLES[answers["purpose"]]),
        phone=needs == "embassy",
    )


def _needed(nationality: str, answers: Answers, rules: Rules) -> tuple[str, Line, list[Line]]:
    """Return what is needed, how that is said, and how it was worked out."""
    known = list_of(nationality)
    if answers.get("document"):
        rules.rest_on("stay-other-eu-permit-days")
        return "nothing", Line("no-visa-document"), []
    if known is None:  # no nationality: what the travel document is decides
        rules.rest_on("contact-hours-embassy-first")
        return "embassy", Line("embassy"), [Line("no-list")]
    rules.rest_on(read_visa_lists()[known].fact)
    listed = {"country": _name(nationality), "day": rules.used[-1].checked_on}
    if known in VISA_NEEDED:
        return "visa", Line("visa"), [Line("list-required", listed)]
    if known in UNCLEAR:
        return "embassy", Line("embassy"), [Line("list-unclear", listed)]
    steps = [Line("list-free", listed)]
    if known in CONDITION_LINES:
        return "nothing", Line("no-visa-condition"), [*steps, Line(CONDITION_LINES[known])]
    if known in WITH_CHIP:
        steps.append(Line("only-chip"))
        if answers.get("passport") is None:
            return "embassy", Line("embassy-chip"), steps
        if not answers["passport"]:
            return "visa", Line("visa-no-chip"), steps
    if known in CHANGED_LINES:
        return "embassy", Line("changed-lately"), [*steps, Line(CHANGED_LINES[known])]
    return "nothing", Line("no-visa"), steps


def long_stay(nationality: str, answers: Answers, rules: Rules) -> Result:
    """Return the result for a longer stay."""
    purpose, exemption = answers["purpose"], answers.get("exemption")
    limits = (Line("two-nationalities"), Line("ind-decides"))
    after = [Line(FILES[purpose])] if purpose in FILES else []
    if needs_no_mvv(nationality) or exemption in EXEMPTIONS:
        if exemption in EXEMPTIONS:
            rules.rest_on(EXEMPTIONS[exemption], "stay-long-stay-threshold")
            step = Line(f"mvv-{exemption}")
        else:
            fact = read_visa_lists()[NO_MVV].fact
            rules.rest_on(fact, "stay-long-stay-threshold", "mvv-entry-exempt-travel")
            step = Line("mvv-exempt-list")
            after.append(Line("come-and-apply"))
        return Result(
            (Line("no-mvv"),),
            steps=(step,),
            after=tuple(after),
            limits=limits,
            data={"needs": "permit"},
            related=("mvv-entry-exempt", ARTICLES[purpose]),
        )
    rules.rest_on("mvv-entry-combined-procedure", "mvv-entry-who-applies")
    unsure = (Line("exemption-unknown"),) if exemption is None else ()
    return Result(
        (Line("mvv"),),
        steps=(Line("mvv-not-exempt", {"country": _name(nationality)}), *unsure),
        after=(Line("wait-abroad"), *after, Line("one-procedure")),
        limits=limits,
        data={"needs": "mvv"},
        related=("mvv-entry-overview", ARTICLES[purpose]),
        phone=exemption is None,
    )


def _name(nationality: str) -> dict[Language, str]:
    return dict(read_countries().names[nationality])
