"""E-mail addresses, also with spaces around the at sign or the sign in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import LETTER, any_of, words

LONGEST_NAME = 64

_NAME_MARKS = frozenset(".+-_%&'~!#$")
_SIGN = re.compile(r" ?@ ?")
_HOST = re.compile(
    rf"[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,7}}\.(?:{LETTER}{{2,24}}|xn--[\w-]{{2,59}})"
)


def mail_addresses(view: TextView) -> list[Span]:
    """Return the e-mail addresses of people; those of services stay."""
    text = view.text
    found = list(_with_sign(text))
    spoken = [m.span() for m in _in_words().finditer(view.without(found).text)]
    kept = set(words()["public_mail"])
    return sorted(span for span in [*found, *spoken] if text[slice(*span)] not in kept)


def _with_sign(text: str) -> Iterator[Span]:
    done = 0
    for sign in _SIGN.finditer(text):
        host = _HOST.match(text, sign.end())
        start = _start_of_name(text, sign.start(), done)
        if host is None or start == sign.start():
            continue
        if sign.group() == " @" and host.group() in words()["public_hosts"]:
            continue
        yield start, host.end()
        done = host.end()


def _start_of_name(text: str, end: int, done: int) -> int:
    start = end
    while start > max(done, end - LONGEST_NAME) and (
        text[start - 1].isalnum() or text[start - 1] in _NAME_MARKS
    ):
        start -= 1
    while start < end and not text[start].isalnum() and text[start] != "_":
        start += 1
    return start


@cache
def _in_words() -> re.Pattern[str]:
    at, dot, hosts = (any_of(words()[name]) for name in ("mail_at", "mail_dot", "mail_hosts"))
    name = rf"(?<![\w.+'-])[\w.+'-]{{1,{LONGEST_NAME}}}"
    point = rf"(?:\.| ?[\[(] ?(?:{dot}) ?[\])] ?| (?:{dot}) )"
    bracketed = rf"{name} ?[\[(] ?(?:@|{at}) ?[\])] ?[\w-]{{1,63}}(?:{point}[\w-]{{2,63}}){{1,4}}"
    spoken = rf"{name} (?:{at}) (?:{hosts}){point}{LETTER}{{2,24}}(?!{LETTER})"
    return re.compile(rf"{bracketed}|{spoken}")
