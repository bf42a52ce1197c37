"""A text as the rules read it: plain digits, small letters, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

Span = tuple[int, int]

BARRIER = "\x00"
"""Stands where something was found; no rule reads across it. Folding drops it from texts."""

_NOT_PLAIN = re.compile(r"[^\n -_a-~]")
_BLANK_LETTERS = frozenset("\u0640\u115f\u1160\u2800\u3164\uffa0")
_SAME_MARK = {
    **dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("`\u00b4\u2018\u2019\u201b\u02bc", "'"),
    **dict.fromkeys("\u00b7\u2022\u2219\u22c5\u30fb\u3002\uff61\u066b", "."),
    **dict.fromkeys("\u2044\u2215\u29f8", "/"),
    **dict.fromkeys("\u2043\u2212\u02d7", "-"),
    "\t": " ",
    "\u0131": "i",
}


@lru_cache(maxsize=8192)
def fold_character(char: str) -> str:
    """Return the plain form of one character; nothing for what is not seen or only decorates."""
    if char in _SAME_MARK:
        return _SAME_MARK[char]
    decimal = unicodedata.decimal(char, None)
    if decimal is not None:
        return str(decimal)
    category = unicodedata.category(char)
    if category[0] in "CM" or char in _BLANK_LETTERS:
        return ""
    if category in {"Zs", "Pd"}:
        return " " if category == "Zs" else "-"
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed != char:
        return "".join(fold_character(part) for part in decomposed)
    return char.casefold()


def fold(text: str) -> str:
    """Return the plain form of a text."""
    return "".join(fold_character(char) for char in text)


@dataclass(frozen=True)
class TextView:
    """The plain form of a text, and where each of its characters stands in the original."""

    original: str
    text: str
    origins: Sequence[int]

    @classmethod
    def of(cls, original: str) -> TextView:
        if not _NOT_PLAIN.search(original):
            return cls(original, original.lower(), range(len(original)))
        folded = [fold_character(char) for char in original]
        origins = [index for index, plain in enumerate(folded) for _ in plain]
        return cls(original, "".join(folded), origins)

    def without(self, spans: Iterable[Span]) -> TextView:
        """Return the view with a barrier in place of each span."""
        parts: list[str] = []
        done = 0
        for start, end in map(self.whole, spans):
            start, end = max(start, done), max(end, done)
            parts += [self.text[done:start], BARRIER * (end - start)]
            done = end
        return replace(self, text="".join(parts) + self.text[done:]) if parts else self

    def whole(self, span: Span) -> Span:
        """Return a span that ends between original characters: one may have several plain ones."""
        start, end = span
        origins = self.origins
        while start > 0 and origins[start - 1] == origins[start]:
            start -= 1
        while end < len(origins) and origins[end] == origins[end - 1]:
            end += 1
        return start, end

    def original_span(self, span: Span) -> Span:
        """Return where a span stands in the original, with invisible characters behind it."""
        start, end = span
        last = self.origins[end - 1]
        until = self.origins[end] if end < len(self.origins) else len(self.original)
        return self.origins[start], max(until, last + 1)

    def as_typed(self, span: Span) -> str:
        """Return the original characters of a span."""
        start, end = span
        return self.original[self.origins[start] : self.origins[end - 1] + 1]
