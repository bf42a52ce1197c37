"""Folds a text to plain lower-case words, so that spelling habits do not hide a word."""

from __future__ import annotations

import re
import unicodedata

END = "|"  # stands where a sentence ends, and at the end of the text
_APOSTROPHE = re.compile(r"['’‘`´]")
_SENTENCE_END = re.compile(r"[.!?;:\n…¿¡؟。！？።]+")
_NO_WORD = re.compile(rf"[^\w{re.escape(END)}]+|_+")
# Letters that Unicode does not split into a plain letter and a mark.
_SPECIAL = str.maketrans({"ı": "i", "ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Return lower-case words without accents and apostrophes, sentences ended by `END`."""
    if text.isascii():
        plain = text.lower()
    else:
        marked = unicodedata.normalize("NFKD", _APOSTROPHE.sub("'", text).lower())
        plain = "".join(char for char in marked if not unicodedata.combining(char))
        plain = plain.translate(_SPECIAL)
    ended = _SENTENCE_END.sub(f" {END} ", _APOSTROPHE.sub("", plain).replace(END, " ")) + f" {END}"
    return " ".join(_NO_WORD.sub(" ", ended).split())
