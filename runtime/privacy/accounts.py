"""Account numbers (IBAN) of all countries."""

from __future__ import annotations

import re

from runtime.privacy.checksums import passes_mod_97
from runtime.privacy.labels import Labels
from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import words

FEWEST_DIGITS = 8

_START = re.compile(r"(?<![0-9a-z])([a-z]{2})[ .-]?[0-9][ .-]?[0-9]")
_PART = re.compile(r"[ .\-/]{0,3}([0-9a-z])")
_DUTCH_FORM = re.compile(r"nl[0-9]{2}[a-z]{4}[0-9]{10}")


def account_numbers(view: TextView) -> list[Span]:
    """Return account numbers with good check digits, and mistyped ones of a clear form."""
    labels = Labels(view, "iban")
    found: list[Span] = []
    done = 0
    for start in _START.finditer(view.text):
        length = words().iban_lengths.get(start.group(1))
        if length is None or start.start() < done:
            continue
        account, end = _collect(view.text, start.start(), length)
        if len(account) < length or sum(char.isdigit() for char in account) < FEWEST_DIGITS:
            continue
        labelled = labels.before(start.start()) and not view.text[end : end + 1].isalnum()
        if passes_mod_97(account) or _DUTCH_FORM.fullmatch(account) or labelled:
            found.append((start.start(), end))
            done = end
    return found


def _collect(text: str, position: int, length: int) -> tuple[str, int]:
    account = ""
    while len(account) < length and (part := _PART.match(text, position)):
        account += part.group(1)
        position = part.end()
    return account, position
