"""Cleans a text without changing what it says."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_REPEATED = re.compile(r"([!?.,])\1{2,}")


def normalise(text: str) -> str:
    """Return the text with composed characters, no invisible ones, and single spaces.

    Full-width letters become ordinary ones (NFKC); zero-width and direction marks and other
    control characters go; long rows of one punctuation mark become three of them.
    """
    visible = "".join(
        " " if char in "\t\r\n" else char
        for char in text
        if char in "\t\r\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    composed = unicodedata.normalize("NFKC", visible)
    return _REPEATED.sub(r"\1\1\1", _SPACE.sub(" ", composed)).strip()


def latin_share(text: str) -> float:
    """Return which part of the letters is Latin script; 1.0 when there are no letters."""
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return 1.0
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    return latin / len(letters)
