"""Telephone numbers of people; those of services stay."""

from __future__ import annotations

import re
from functools import cache

from runtime.privacy.dates import is_bare_date, is_date, is_year
from runtime.privacy.digit_groups import Window, in_code, numbers_in
from runtime.privacy.labels import Labels
from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import words

LABELLED_LENGTHS = range(7, 16)
LABEL_DISTANCE = 25
SHORTEST_INTERNATIONAL = 9
ENOUGH_INTERNATIONAL = 11

_BETWEEN = r"[ .\-/()]{0,3}"
_ABROAD = r"(?:(?<![0-9])\+ ?|(?<![0-9:.,])00 ?)"
_NETHERLANDS = rf"\(?31\)?{_BETWEEN}(?:\(?0\)?{_BETWEEN})?"
# A number that begins with 31 without a plus is a Dutch mobile number when 6 follows.
_DUTCH = re.compile(
    rf"(?:{_ABROAD}{_NETHERLANDS}[1-9]|(?<![0-9+])31[ -]?\(?0?\)?[ -]?6)"
    rf"(?:{_BETWEEN}[0-9]){{8}}(?![0-9])"
)
_FOREIGN = re.compile(rf"{_ABROAD}\(?[1-9](?:{_BETWEEN}[0-9]){{7,13}}(?![0-9])")
# Ten digits in the Netherlands, eleven or twelve elsewhere.
_NATIONAL = re.compile(
    rf"(?<![0-9+])(?<![0-9][./])\(?0[1-9](?:{_BETWEEN}[0-9]){{8}}"
    rf"(?:(?![0-9])|(?:{_BETWEEN}[0-9]){{1,2}}(?![0-9]))"
)
_SERVICE = (
    r"(?<![0-9])(?<![0-9][ .-])0(?:800|90[069])"
    r"(?:[ .-]?[0-9]{4}|[ .-]?[0-9]{3}[ .-]?[0-9]{4}|(?:[ .-]?[0-9]){7})"
)
_GROUP = re.compile(r"[0-9]+")


def public_numbers(view: TextView) -> list[Span]:
    """Return the telephone numbers of services."""
    return [match.span() for match in _public().finditer(view.text)]


@cache
def _public() -> re.Pattern[str]:
    known = []
    for number in words()["public_numbers"]:
        digits = re.sub("[^0-9]", "", number)
        if len(digits) >= LABELLED_LENGTHS.start:  # no rule takes a shorter one
            prefix = rf"(?:(?:\+ ?|00)?31{_BETWEEN}(?:0\)?{_BETWEEN})?|\(?0)"
            known.append(prefix + _BETWEEN.join(digits.removeprefix("0")))
    return re.compile(rf"(?<![0-9])(?:{'|'.join(known)})(?![0-9])|{_SERVICE}(?![0-9])")


def phones(view: TextView) -> list[Span]:
    """Return the numbers that are written as telephone numbers are."""
    found: list[Span] = []
    for pattern in (_DUTCH, _FOREIGN, _NATIONAL):
        spans = [
            span
            for match in pattern.finditer(view.text)
            if (span := _checked(match)) and not in_code(view.text, span)
        ]
        view = view.without(spans)
        found += spans
    return sorted(found)


def _checked(match: re.Match[str]) -> Span | None:
    text = match.group()
    groups = list(_GROUP.finditer(text))
    digits = [group.group() for group in groups]
    if all(is_year(part) for part in digits) or any(
        is_date(digits[index : index + 3]) for index in range(len(digits) - 2)
    ):
        return None
    start, end = match.span()
    if text[0] == "(" and ")" not in text:
        start += 1
    if match.re is _NATIONAL:
        return (start, end) if _is_one_number(text, groups) else None
    if match.re is _FOREIGN:
        end = match.start() + _end_of_foreign(groups)
        if sum(map(len, digits)) < SHORTEST_INTERNATIONAL:
            return None
    return start, end


def _is_one_number(text: str, groups: list[re.Match[str]]) -> bool:
    """Tell whether the parts behind the first belong together: 01-04-26 1045 is no number."""
    pairs = zip(groups, groups[1:], strict=False)
    separators = [text[first.end() : second.start()].strip("( )") for first, second in pairs]
    return len(set(separators[1:])) <= 1 and ("." not in separators or len(set(separators)) == 1)


def _end_of_foreign(groups: list[re.Match[str]]) -> int:
    """Return where a number is long enough, so that a date behind it is not taken for a part."""
    digits = 0
    for group in groups:
        digits += len(group.group())
        if digits >= ENOUGH_INTERNATIONAL:
            return group.end()
    return groups[-1].end()


def labelled_phones(view: TextView) -> list[Span]:
    """Return numbers beside a word such as telephone."""
    labels = Labels(view, "tel")

    def is_phone(window: Window) -> bool:
        start, end = window.span
        near = labels.before(start, LABEL_DISTANCE) or labels.behind(end)
        return near is not None and not is_bare_date(window.digits)

    return list(numbers_in(view.text, LABELLED_LENGTHS, is_phone)) if labels.spans else []
