"""Dates of birth: dates beside a word such as "born". Other dates stay, the answers need them."""

from __future__ import annotations

import re
from functools import cache

from runtime.privacy.dates import DAYS, MONTHS, is_bare_date
from runtime.privacy.labels import Labels
from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import LETTER, any_of, any_phrase, words

OTHER_WORDS = frozenset({"nee"})  # Dutch for "no", not "née" without its accent
_BETWEEN = r"(?: ?[-./] ?| )"
_NUMERIC = (
    rf"[0-9]{{1,2}}{_BETWEEN}[0-9]{{1,2}}{_BETWEEN}(?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|[0-9]{{4}}{_BETWEEN}[0-9]{{1,2}}{_BETWEEN}[0-9]{{1,2}}"
    r"|[0-9]{8}"
)
_ORDINAL = r"(?:st|nd|rd|th|e|de|ste|er|\.|º)?"
_YEAR = r"(?:[ ,.'-]{1,3}[0-9]{4}|[ ,.'-]{1,3}[0-9]{2}(?![0-9:]))?"
_JOINED = re.compile(rf" ?(?:,|/|&|\+|(?<!{LETTER})(?:and|en|et|y|und|ve|و|и)(?!{LETTER}))+ ?")


@cache
def _date() -> re.Pattern[str]:
    month = rf"(?:{any_of(words()['months'])})(?!{LETTER})\.?"
    written = (
        rf"[0-9]{{1,2}}{_ORDINAL}[ \n.-]{{0,2}}(?:(?:of|de|van) )?{month}{_YEAR}"
        rf"|(?<!{LETTER}){month} ?[0-9]{{1,2}}{_ORDINAL}(?![0-9]){_YEAR}"
        rf"|[0-9]{{4}}[ -]{month}[ -][0-9]{{1,2}}"
    )
    return re.compile(rf"(?<![0-9])(?:{written}|{_NUMERIC})(?![0-9])")


@cache
def _other_date() -> re.Pattern[str]:
    return re.compile(any_phrase(words()["other_date_words"]) + r"|[?!;)]|\.(?=[ \n])")


def birth_dates(view: TextView) -> list[Span]:
    """Return the dates of birth, and dates that follow one after a comma or "and"."""
    labels = Labels(view, "birth", OTHER_WORDS)
    found: list[Span] = []
    if not labels.spans:
        return found
    for match in _date().finditer(view.text):
        start, end = match.span()
        last = found[-1][1] if found else 0
        behind_another = bool(found) and _JOINED.fullmatch(view.text, last, start)
        if _is_possible(match.group()) and (
            behind_another or _is_of_birth(view, labels, (start, end), last)
        ):
            found.append((start, end))
    return found


def _is_of_birth(view: TextView, labels: Labels, date: Span, last: int) -> bool:
    start, end = date
    before, behind = labels.before(start), labels.behind(end)
    if before and before[0] >= last and not _other_date().search(view.text, before[1], start):
        return True
    if behind is None or _other_date().search(view.text, end, behind[0]):
        return False
    # "until 12-03-2026 my child is born": the word before the date says what date it is.
    last_words = view.text[max(0, start - 10) : start].split()
    return not (last_words and _other_date().fullmatch(last_words[-1]))


def _is_possible(date: str) -> bool:
    """Tell whether the numbers of a date can be a day and a month."""
    numbers = [int(number) for number in re.findall("[0-9]+", date)]
    if any(char.isalpha() for char in date):
        return 1 <= min(numbers) <= DAYS
    if len(numbers) == 1:
        return is_bare_date(date)
    rest = numbers[1:] if numbers[0] > DAYS else numbers[:2]
    return 1 <= min(rest) <= MONTHS and max(rest) <= DAYS
