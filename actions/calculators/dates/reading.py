"""Reads one date out of a text: which day it is, or what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from actions.calculators.dates.absolute import numeric_days, written_days
from actions.calculators.dates.found import Found, Time
from actions.calculators.dates.relative import relative_days
from actions.calculators.dates.vocabulary import vocabulary
from actions.calculators.readings import Problem, Read, Reading, Refused, Said, Unclear
from actions.calculators.words import Words, folded
from actions.knowledge.languages import Language

MOST_DAYS = 4  # offered when it is not clear which is meant
MOST_OTHER_WORDS = 4  # more words that say something else: the message is about something else
_CLOCK = re.compile(
    r"\b(?:at|om|rond|around)?\s*\d{1,2}[:.]\d{2}\s*(?:uur|am|pm|h)?(?!\d)|\bom \d{1,2} uur"
)
_TOKEN = re.compile(r"[^\s,;.!?()\"]+")
_LOOKS_LIKE_DATE = re.compile(
    r"\d[\d\s]*[-/.]\s*\d+(?:[-/.]\d+)?|(?:19|20)\d{2}|^\D{0,3}\d{1,2}\D{0,3}$"
)


def find_days(text: str, today: date, time: Time, language: Language) -> list[Found]:
    """Return the dates of a folded text in their order; of overlapping ones the longest."""
    found = [
        *numeric_days(text, today, time, language),
        *written_days(text, today, time, language),
        *relative_days(text, today, time, language),
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def read_day(said: Said, time: Time) -> Reading:
    """Return the day that a text names.

    It is read only when nothing else in the text could change it; a text with other words is
    confirmed, one with several days or orders of day and month is asked about.
    """
    text = folded(said.text)
    found = find_days(text, said.today, time, said.language)
    rest = without(text, found)
    others = other_words(rest)
    asks = asks_something(text, rest, said.words)
    if not found and _month_and_year().fullmatch(text.strip(" .!?")):
        return Refused(Problem("day_needed"))
    if len(others) > MOST_OTHER_WORDS or (asks and others):
        return None
    if not found:
        return _without_day(text)
    if problem := next((one.problem for one in found if one.problem), None):
        return Refused(problem)
    days = tuple(dict.fromkeys(day for one in found for day in one.days))
    if len(days) > MOST_DAYS:
        return Refused(Problem("one_day_only"))
    is_sure = len(days) == 1 and all(one.sure for one in found) and not others and not asks
    return Read(days[0]) if is_sure else Unclear(days)


def without(text: str, found: Sequence[Found]) -> str:
    """Return what stands beside the dates of a folded text."""
    rest, done = "", 0
    for one in found:
        rest += text[done : one.start] + " "
        done = one.end
    return rest + text[done:]


def asks_something(text: str, rest: str, words: Words) -> bool:
    """Tell whether a text is a question; `rest` is what stands beside its dates."""
    return text.rstrip().endswith("?") or words.question.start_of(rest) is not None


def other_words(rest: str) -> list[str]:
    """Return the words of a folded text without its dates that may mean something."""
    filler = vocabulary().filler
    words = _TOKEN.findall(_CLOCK.sub(" ", rest))
    return [word for word in words if word.strip("-'") and word not in filler]


@lru_cache(maxsize=1)
def _month_and_year() -> re.Pattern[str]:
    return vocabulary().pattern(r"(?:\w+\s+)?<months>\s*(?:<of>\s*)?(?:(?:19|20)\d{2})?")


def _without_day(text: str) -> Reading:
    """Return what to say to "in May" or "45/2026": that a day is needed."""
    v = vocabulary()
    names_month = v.pattern("<months>").search(text) is not None
    names_time = v.vague.within(text) or _LOOKS_LIKE_DATE.search(text) is not None
    if names_time or names_month:
        return Refused(Problem("day_needed"))
    return None
