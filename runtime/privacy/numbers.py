"""Citizen service numbers (BSN) and numbers of the immigration service (V-number)."""

from __future__ import annotations

from runtime.privacy.checksums import passes_eleven_test
from runtime.privacy.dates import is_bare_date, is_year
from runtime.privacy.digit_groups import MIXED, Window, in_code, numbers_in
from runtime.privacy.labels import Labels, after_connectors
from runtime.privacy.text_view import Span, TextView

BSN_LENGTHS = (8, 9)
V_NUMBER_LENGTH = 10
LABELLED_V_NUMBER_LENGTHS = range(9, 12)

# How people group eight or nine digits; other groups are more often two numbers than one.
_BSN_GROUPS = frozenset(
    {(8,), (9,), (1,) * 8, (1,) * 9, (3, 3, 3), (4, 2, 3), (3, 2, 4), (2, 3, 4), (4, 3, 2)}
    | {
        (2, 3, 3),
        (3, 3, 2),
        (3, 2, 3),
        (2, 2, 2, 3),
        (3, 2, 2, 2),
        (1, 2, 2, 2, 2),
        (2, 2, 2, 2, 1),
    }
    | {(4, 4), (4, 5), (5, 4), (3, 6), (6, 3), (2, 2, 5), (5, 2, 2), (1, 3, 3)}
)
_LONGEST_AGE = 2


def labelled_bsns(view: TextView) -> list[Span]:
    """Return numbers of eight or nine digits beside the word BSN, mistyped ones too."""
    labels = Labels(view, "bsn")

    def is_bsn(window: Window) -> bool:
        if not is_bare_date(window.digits):
            return labels.beside(window.span)
        label = labels.before(
            window.span[0]
        )  # "a BSN on 12032026" is a date, "BSN 12032026" is not
        return label is not None and after_connectors(view.text, label[1]) == window.span[0]

    return list(numbers_in(view.text, BSN_LENGTHS, is_bsn)) if labels.spans else []


def bsns(view: TextView) -> list[Span]:
    """Return all other numbers with the check digit of a citizen service number."""

    def is_bsn(window: Window) -> bool:
        return (
            window.sizes in _BSN_GROUPS
            and passes_eleven_test(window.digits)
            and not is_bare_date(window.digits)
            and _is_one_number(view, window)
        )

    return list(numbers_in(view.text, BSN_LENGTHS, is_bsn))


def labelled_v_numbers(view: TextView) -> list[Span]:
    """Return numbers beside the word V-number, also with a digit too many or too few."""
    labels, phones = Labels(view, "vnr"), Labels(view, "tel")

    def is_v_number(window: Window) -> bool:
        if phones.nearer_before(labels, window.span[0]):
            return False
        if len(window.digits) == V_NUMBER_LENGTH:
            return labels.beside(window.span)
        return labels.before(window.span[0]) is not None

    if not labels.spans:
        return []
    return list(numbers_in(view.text, LABELLED_V_NUMBER_LENGTHS, is_v_number))


def v_numbers(view: TextView) -> list[Span]:
    """Return all other numbers of ten digits that do not begin with a nought."""

    def is_v_number(window: Window) -> bool:
        return window.digits[0] != "0" and _is_one_number(view, window)

    return list(numbers_in(view.text, (V_NUMBER_LENGTH,), is_v_number))


def _is_one_number(view: TextView, window: Window) -> bool:
    perhaps_ages = window.separator == " " and max(window.sizes) == _LONGEST_AGE
    return not (perhaps_ages or _is_two_figures(window) or in_code(view.text, window.span))


def _is_two_figures(window: Window) -> bool:
    """Tell whether a number is a large round one, or two figures such as 2025 45000."""
    if len(window.sizes) == 1:
        return window.digits.endswith("0000")
    if len(window.sizes) > 2 and window.separator != MIXED:
        return window.digits.endswith("000")
    parts = window.parts()
    return window.separator != "." and any(is_year(part) or part.endswith("00") for part in parts)
