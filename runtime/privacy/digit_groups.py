"""Groups of digits that may belong together, without dates, years and times of day."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from runtime.privacy.dates import is_date, is_year
from runtime.privacy.text_view import Span
from runtime.privacy.words import LETTER, any_of, words

MAX_DIGITS = 15
WHOLE_NUMBER = 8
MIXED = "mixed"
"""The separator of a number that has more than one kind."""

# Only groups such as these are one number when their separators differ: 281.234-5678.
_USUAL_GROUPS = frozenset({(3, 3, 3), (4, 2, 3), (3, 2, 4), (2, 3, 4), (2, 2, 2, 3)}) | frozenset(
    {(3, 3, 4), (2, 4, 4), (4, 3, 3), (3, 4, 3)}
)
LONGEST_WORD = 20

_RUN = re.compile(r"[0-9]+(?:(?:[-./]| [-./] | {1,2})[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_LONGEST_AMOUNT_WORD = 12


@dataclass(frozen=True)
class Group:
    """Digits with nothing between them, and the separator before them."""

    start: int
    end: int
    digits: str
    separator: str


@dataclass(frozen=True)
class Window:
    """Neighbouring groups read as one number."""

    span: Span
    digits: str
    sizes: tuple[int, ...]
    separator: str

    def parts(self) -> list[str]:
        """Return the digits of each group."""
        ends = list(accumulate(self.sizes))
        return [self.digits[end - size : end] for end, size in zip(ends, self.sizes, strict=True)]


Piece = list[Group]


def pieces(text: str) -> Iterator[Piece]:
    """Yield rows of groups; a date, a pair of years and a time of day end a row."""
    for run in _RUN.finditer(text):
        groups: Piece = []
        end = run.start()
        for found in _GROUP.finditer(text, run.start(), run.end()):
            separator = text[end : found.start()].strip() or " "
            groups.append(Group(found.start(), found.end(), found.group(), separator))
            end = found.end()
        piece: Piece = []
        for group, is_taken in zip(groups, _taken(text, groups), strict=True):
            if not is_taken:
                piece.append(group)
                continue
            if piece:
                yield piece
            piece = []
        if piece:
            yield piece


def _taken(text: str, groups: Piece) -> list[bool]:
    taken = [len(g.digits) <= 2 and _beside_colon(text, g) for g in groups]
    for index in range(len(groups) - 1):
        pair = groups[index : index + 2]
        if all(len(group.digits) == 4 and is_year(group.digits) for group in pair):
            taken[index] = taken[index + 1] = True
        three = groups[index : index + 3]
        alike = len(three) == 3 and three[1].separator == three[2].separator
        if alike and is_date([group.digits for group in three]):
            taken[index : index + 3] = [True] * 3
    return taken


def _beside_colon(text: str, group: Group) -> bool:
    before = text[max(0, group.start - 2) : group.start]
    behind = text[group.end : group.end + 2]
    return (before[1:] == ":" and before[0].isdigit()) or (
        behind[:1] == ":" and behind[1:].isdigit()
    )


def windows(piece: Piece, index: int, lengths: Container[int]) -> Iterator[Window]:
    """Yield the numbers of these lengths that begin with one group, the longest first."""
    ends: list[int] = []
    length = 0
    for last in range(index, len(piece)):
        length += len(piece[last].digits)
        if length > MAX_DIGITS or (last > index and _ends_number(piece, last)):
            break
        if length in lengths:
            ends.append(last + 1)
    for end in reversed(ends):
        groups = piece[index:end]
        digits = [group.digits for group in groups]
        sizes = tuple(map(len, digits))
        separators = {group.separator for group in groups[1:]} or {""}
        separator = separators.pop() if len(separators) == 1 else MIXED
        if separator != MIXED or sizes in _USUAL_GROUPS:
            yield Window((groups[0].start, groups[-1].end), "".join(digits), sizes, separator)


def numbers_in(
    text: str, lengths: Container[int], wanted: Callable[[Window], bool]
) -> Iterator[Span]:
    """Yield the places of the numbers of these lengths that are wanted and no amounts."""
    for piece in pieces(text):
        index = 0
        while index < len(piece):
            step = 1
            for window in windows(piece, index, lengths):
                if wanted(window) and not is_amount(text, window):
                    yield window.span
                    step = len(window.sizes)
                    break
            index += step


def _ends_number(piece: Piece, last: int) -> bool:
    """Tell whether a space stands between a whole number and digits that are another one."""
    longest = max(len(piece[last].digits), len(piece[last - 1].digits))
    return piece[last].separator == " " and longest >= WHOLE_NUMBER


@cache
def _amounts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = words()["amount_before"], words()["amount_after"]
    return (
        re.compile(rf"(?<!{LETTER})(?:{any_of(before)})[ :]{{0,2}}$"),
        re.compile(rf",-| ?(?:{any_of(after)})(?!{LETTER})"),
    )


def is_amount(text: str, window: Window) -> bool:
    """Tell whether a number is money or a count of things."""
    before, after = _amounts()
    start, end = window.span
    if before.search(text[max(0, start - _LONGEST_AMOUNT_WORD) : start]) or after.match(text, end):
        return True
    decimals = re.match(r",[0-9]{1,2}(?![0-9])", text[end : end + 4])
    return bool(decimals) and len(window.sizes) > 1


def in_code(text: str, span: Span) -> bool:
    """Tell whether a number is a part of a code such as 3f12ab, which is no person's number."""
    start, end = span
    before = start
    while before > 0 and start - before < LONGEST_WORD and text[before - 1].isalpha():
        before -= 1
    behind = end
    while behind < len(text) and behind - end < LONGEST_WORD and text[behind].isalpha():
        behind += 1
    if text[behind : behind + 1].isdigit() and behind > end:
        return True
    if before < start and text[max(0, before - 1) : before].isdigit():
        return True
    letters = text[before:start] + text[end:behind]
    return bool(letters) and not letters.strip("abcdef")
