"""Takes personal data out of a text, before anything understands, stores or logs it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from runtime.privacy import documents, numbers, phones
from runtime.privacy.accounts import account_numbers
from runtime.privacy.addresses import addresses
from runtime.privacy.birth_dates import birth_dates
from runtime.privacy.mail import mail_addresses
from runtime.privacy.names import names
from runtime.privacy.text_view import Span, TextView

KINDS = ("BSN", "VNR", "CASE", "DOC", "IBAN", "MAIL", "TEL", "BIRTH", "ADDRESS", "NAME")
MOST_ROUNDS = 4

Rule = Callable[[TextView], list[Span]]

_TAG = re.compile(rf"<(?:{'|'.join(KINDS)}|SECRET)>", re.IGNORECASE)
_CODE = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])")
_SERVICE_ADDRESS = re.compile(
    r"(?:https?://)?(?<![\w@-])(?:[\w-]{1,63}\.){0,4}ind\.nl(?![\w-])[\w/.%-]*"
)


def _codes_and_own_pages(view: TextView) -> list[Span]:
    """Return message ids and addresses of pages of the service, whose digits are no person's."""
    spans = [m.span() for pattern in (_CODE, _SERVICE_ADDRESS) for m in pattern.finditer(view.text)]
    return sorted(spans)


# The first rule that finds something has it; a label says more than a form. No kind: it stays.
_RULES: tuple[tuple[str | None, Rule], ...] = (
    ("DOC", documents.coded_lines),
    ("MAIL", mail_addresses),
    ("IBAN", account_numbers),
    (None, phones.public_numbers),
    (None, _codes_and_own_pages),
    ("BSN", numbers.labelled_bsns),
    ("VNR", numbers.labelled_v_numbers),
    ("CASE", documents.labelled_cases),
    ("CASE", documents.cases),
    ("DOC", documents.documents),
    ("DOC", documents.labelled_documents),
    ("BIRTH", birth_dates),
    ("TEL", phones.phones),
    ("TEL", phones.labelled_phones),
    ("VNR", numbers.v_numbers),
    ("BSN", numbers.bsns),
    ("ADDRESS", addresses),
    ("NAME", names),
)
# All others look for digits, and most messages have none.
_NEED_NO_DIGIT = (documents.coded_lines, mail_addresses, _codes_and_own_pages, names)
_RULES_WITHOUT_DIGITS = tuple((kind, rule) for kind, rule in _RULES if rule in _NEED_NO_DIGIT)
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True)
class Redacted:
    """A text with tags in place of personal data, and which kinds there were, first seen first."""

    text: str
    kinds: tuple[str, ...]


def redact(text: str) -> Redacted:
    """Put a tag in place of each identifier; everything else stays as it was typed.

    A tag in the text stays, so redacting twice changes nothing. The time grows with the length
    of the text alone.
    """
    view = TextView.of(text)
    view = view.without(match.span() for match in _TAG.finditer(view.text))
    rules = _RULES if _DIGIT.search(view.text) else _RULES_WITHOUT_DIGITS
    found: list[tuple[Span, str]] = []
    for _ in range(MOST_ROUNDS):
        before = len(found)
        for kind, rule in rules:
            spans = rule(view)
            view = view.without(spans)
            if kind is None:
                continue
            found += [(view.original_span(span), kind) for span in spans]
        if len(found) == before:
            break  # a second round finds what a number beside it hid, such as 2 of 3 in a row
    return _with_tags(text, sorted(found))


def _with_tags(text: str, found: list[tuple[Span, str]]) -> Redacted:
    parts: list[str] = []
    done = 0
    for (start, end), kind in found:
        parts += [text[done : max(done, start)], f"<{kind}>"]
        done = max(done, end)
    kinds = tuple(dict.fromkeys(kind for _, kind in found))
    return Redacted("".join(parts) + text[done:], kinds)
