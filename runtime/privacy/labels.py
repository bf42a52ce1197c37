"""Words such as "BSN" or "passport number" that say what stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from runtime.privacy.text_view import BARRIER, Span, TextView
from runtime.privacy.words import LETTER, any_of, words

BEFORE = 40
BEHIND = 25

_SENTENCE_END = re.compile(r"[?!;\n]|\.(?![0-9])")


class Labels:
    """Where the labels of one kind stand in a view."""

    def __init__(self, view: TextView, kind: str, not_typed: frozenset[str] = frozenset()) -> None:
        """Find the labels; what was typed as one of `not_typed` is another word."""
        found = [match.span() for match in words().labels[kind].finditer(view.text)]
        if not_typed:
            found = [span for span in found if view.as_typed(span).lower() not in not_typed]
        self.spans: list[Span] = found
        self._text = view.text
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def before(self, position: int, most: int = BEFORE) -> Span | None:
        """Return the nearest label that ends before a place, nothing found between them."""
        index = bisect_right(self._ends, position) - 1
        if index < 0 or position - self._ends[index] > most:
            return None
        between = self._text[self._ends[index] : position]
        return None if BARRIER in between else self.spans[index]

    def behind(self, position: int, most: int = BEHIND) -> Span | None:
        """Return the nearest label behind a place, in the same sentence."""
        index = bisect_left(self._starts, position)
        if index == len(self._starts) or self._starts[index] - position > most:
            return None
        between = self._text[position : self._starts[index]]
        if BARRIER in between or _SENTENCE_END.search(between):
            return None
        return self.spans[index]

    def nearer_before(self, other: Labels, position: int) -> bool:
        """Tell whether a label of this kind stands nearer before a place than one of the other."""
        own, theirs = self.before(position), other.before(position)
        return own is not None and (theirs is None or own[1] > theirs[1])

    def beside(self, span: Span) -> bool:
        """Tell whether a label stands near, on either side."""
        return bool(self.before(span[0]) or self.behind(span[1]))


@cache
def _connectors() -> re.Pattern[str]:
    found = any_of(words()["connectors"])
    return re.compile(rf"(?:[ \n:=#(\"'.,-]{{1,4}}(?:(?:{found})(?!{LETTER}))?){{0,7}}")


def after_connectors(text: str, position: int) -> int:
    """Return the place behind words such as "number is", where a label's value begins."""
    match = _connectors().match(text, position)
    return match.end() if match else position
