"""Home addresses: streets, postcodes, and what follows words such as "I live at"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtime.privacy.house_numbers import number_at
from runtime.privacy.postcodes import post_boxes, postcodes
from runtime.privacy.streets import WORD, streets, streets_of_other_forms
from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import any_phrase, words

MOST_WORDS = 5

_BETWEEN_PARTS = re.compile(r"[ ,\n]{1,3}")
_BEHIND_WORD = re.compile(r"[ ,]{1,2}")


def addresses(view: TextView) -> list[Span]:
    """Return the addresses; parts that follow each other, as street and postcode, are one."""
    rules = (streets, streets_of_other_forms, postcodes, _after_phrases)
    merged: list[Span] = []
    for start, end in sorted(span for rule in rules for span in rule(view)):
        if merged and _belongs_to(view.text, merged[-1], start):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _belongs_to(text: str, span: Span, start: int) -> bool:
    return start <= span[1] or _BETWEEN_PARTS.fullmatch(text, span[1], start) is not None


@cache
def _phrases() -> re.Pattern[str]:
    labels = any_phrase(words()["address_labels"])
    return re.compile(
        rf"{labels} ?:[ \n]{{0,2}}|{any_phrase(words()['address_phrases'])}[ :,\n]{{1,3}}"
    )


def _after_phrases(view: TextView) -> Iterator[Span]:
    stops = set(words()["address_stops"])
    for phrase in _phrases().finditer(view.text):
        position = phrase.end()
        for _ in range(MOST_WORDS + 1):
            if end := number_at(view.text, position):
                if not post_boxes().search(view.text, phrase.end(), position):
                    yield phrase.end(), end
                break
            word = WORD.match(view.text, position)
            behind = _BEHIND_WORD.match(view.text, word.end()) if word else None
            if word is None or behind is None or word.group() in stops:
                break
            position = behind.end()
