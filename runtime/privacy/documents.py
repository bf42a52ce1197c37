"""Numbers of passports and residence documents, the coded lines of both, and case numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from runtime.privacy.dates import is_bare_date, is_date, is_year
from runtime.privacy.digit_groups import Window, is_amount
from runtime.privacy.labels import Labels, after_connectors
from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import any_of, words

DOCUMENT_LENGTHS = range(6, 11)
CASE_LENGTHS = range(6, 25)
LOOSE_DISTANCE = 40
CODED_LINE_LENGTHS = frozenset({30, 36, 44})

_CODED_LINE = re.compile(r"(?<![0-9a-z<])[0-9a-z<]{10,100}(?![0-9a-z<])")
_TOKEN = re.compile(r"(?<![^\W_])[0-9a-z]{7,11}(?![^\W_])")
# Two letters, six letters or digits, a digit: Dutch passports and cards, which have no letter O.
_DUTCH_DOCUMENT = re.compile(r"[a-np-z]{2}[a-np-z0-9]{6}[0-9]")
_RESIDENCE_CARD = re.compile(r"v(?=[a-z]*[0-9])[a-np-z1-9]{8}")
# The letters and digits of German passports and cards, and what most other countries use.
_MIXED_DOCUMENT = re.compile(r"(?=.*[0-9].*[0-9].*[0-9])[a-z][0-9cfghjklmnprtvwxyz]{8}")
_LETTERS_AND_DIGITS = re.compile(r"(?!nr|no)[a-z]{1,2}[0-9]{7,8}")
_LETTERS_AND_SIX_DIGITS = re.compile(r"[a-z]{1,2}[0-9]{6}")

_VALUE = re.compile(
    r"[0-9a-z]+(?:[./-][0-9a-z]+){0,6}(?: [0-9]+(?:[./-][0-9]+){0,6}(?![0-9a-z])){0,5}"
)
_LETTERS_APART = re.compile(r"[a-z]{1,3} (?=[0-9])")  # NX 1234567
_COUNTED = re.compile(r"[0-9]{1,4}[a-z]{3,}")  # 180days
_CASE = re.compile(r"(?<![^\W_])z-?[0-9](?:[-./]?[0-9]){5,19}(?![^\W_])")


def coded_lines(view: TextView) -> list[Span]:
    """Return the machine-readable lines of a passport or card."""
    return [m.span() for m in _CODED_LINE.finditer(view.text) if _is_coded(m.group(), view, m)]


def _is_coded(line: str, view: TextView, match: re.Match[str]) -> bool:
    digits = sum(char.isdigit() for char in line)
    if "<" in line:
        return "<<" in line or (len(line) >= 20 and digits >= 6)
    return (
        len(line) in CODED_LINE_LENGTHS and digits >= 12 and view.as_typed(match.span()).isupper()
    )


def documents(view: TextView) -> list[Span]:
    """Return what has the form of a document number."""
    return [m.span() for m in _TOKEN.finditer(view.text) if _has_form(m.group(), view, m.span())]


def _has_form(token: str, view: TextView, span: Span) -> bool:
    if _LETTERS_AND_DIGITS.fullmatch(token):
        return True
    if not view.as_typed(span).isupper() or _month_and_year().fullmatch(token):
        return False
    forms = (_DUTCH_DOCUMENT, _RESIDENCE_CARD, _MIXED_DOCUMENT, _LETTERS_AND_SIX_DIGITS)
    return any(form.fullmatch(token) for form in forms)


@cache
def _month_and_year() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['months'])})[0-9]+")


def labelled_documents(view: TextView) -> list[Span]:
    """Return what stands as the number of a passport or another document."""

    def is_document(value: str) -> bool:
        letters = any(char.isalpha() for char in value)
        return len(value) in DOCUMENT_LENGTHS and (letters or len(value) < 10)

    return _labelled(view, "doc", is_document)


def labelled_cases(view: TextView) -> list[Span]:
    """Return what stands as the number of a case, application or payment."""
    return _labelled(view, "case", lambda value: len(value) in CASE_LENGTHS)


def cases(view: TextView) -> list[Span]:
    """Return case numbers by their form: the letter Z and digits."""
    return [match.span() for match in _CASE.finditer(view.text)]


def _labelled(view: TextView, kind: str, wanted: Callable[[str], bool]) -> list[Span]:
    found: list[Span] = []
    for _, end in Labels(view, kind).spans:
        start = after_connectors(view.text, end)
        for span in _values(view, start):
            value = re.sub("[^0-9a-z]", "", view.text[slice(*span)])
            usable = wanted(value) and not _is_something_else(view.text, span, value)
            if usable and (not found or span[0] >= found[-1][1]):
                found.append(span)
                break
    return found


def _values(view: TextView, start: int) -> Iterator[Span]:
    """Yield what may be the value at a place, the longest first: NX 123 4567, NX 123, NX."""
    text = view.text
    letters = _LETTERS_APART.match(text, start)
    if letters and not view.as_typed((start, letters.end() - 1)).isupper():
        return
    match = _VALUE.match(text, letters.end() if letters else start)
    if match is None or (start and text[start - 1].isalnum()):
        return
    if not any(char.isdigit() for char in match.group().split(" ")[0]):
        return
    end = match.end()
    while end > start:
        yield start, end
        end = text.rfind(" ", start, end)


def _is_something_else(text: str, span: Span, value: str) -> bool:
    if not any(char.isdigit() for char in value) or _COUNTED.fullmatch(value):
        return True
    parts = re.findall("[0-9]+", text[slice(*span)])
    if all(is_year(part) for part in parts):
        return True
    if value.isdigit():
        window = Window(span, value, tuple(map(len, parts)), " ")
        is_day = is_bare_date(value) or (len(parts) == 3 and is_date(parts))
        if is_day or is_amount(text, window):
            return True
        return re.search(r"00$", value) is not None and len(value) == 6
    return False
