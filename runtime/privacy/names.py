"""Names that follow words such as "my name is"; other names cannot be told from other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtime.privacy.text_view import Span, TextView
from runtime.privacy.words import LETTER, any_of, any_phrase, words

MOST_WORDS = 4
MOST_SMALL_WORDS = 3
MOST_WORDS_WITHOUT_CASE = 2

_WORD = re.compile(rf"(?:{LETTER}\.)+|'?{LETTER}+(?:['-]{LETTER}+)*")
_BEHIND_WORD = re.compile(r" (?! )")
_BEHIND_TITLE = re.compile(r"\.? ?")
_BEHIND_PHRASE = re.compile(r"(?: ?: ?| ?, ?)?[ \n\"'(]{0,3}")
_LONGEST_WORD_BEFORE = 20


@cache
def _phrases() -> re.Pattern[str]:
    phrases = [*words()["name_phrases"], *words()["name_phrases_with_capital"]]
    labels = any_phrase(words()["name_labels"])
    return re.compile(rf"{labels}(?= ?:)|{any_phrase(phrases)}")


@cache
def _phrases_with_capital() -> re.Pattern[str]:
    return re.compile(any_phrase(words()["name_phrases_with_capital"]))


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!{LETTER})(?:{any_of(words()['not_before_name'])})[ ]{{1,2}}$")


def names(view: TextView) -> list[Span]:
    """Return the names that people give as theirs."""
    found: list[Span] = []
    for phrase in _phrases().finditer(view.text):
        before = view.text[max(0, phrase.start() - _LONGEST_WORD_BEFORE) : phrase.start()]
        behind = _BEHIND_PHRASE.match(view.text, phrase.end())
        if _not_before().search(before) or behind is None or behind.end() == phrase.end():
            continue
        in_titles = _is_title(view, _last_word(view, phrase)) and ":" not in behind.group()
        span = _name_at(view, behind.end(), in_titles=in_titles)
        clear = ":" in behind.group() or not _phrases_with_capital().fullmatch(phrase.group())
        if span and not clear and (in_titles or not view.as_typed(span)[0].isupper()):
            continue  # "my name Ahmed", but not "my name went missing"
        if span and (not found or span[0] >= found[-1][1]):
            found.append(span)
    return found


def _name_at(view: TextView, start: int, *, in_titles: bool) -> Span | None:
    """Return the name at a place.

    A name with capitals ends before the first word without one. `in_titles`: all words have
    capitals here, so that they say nothing.
    """
    end, taken, most, with_capitals = start, 0, 1, False
    for word in _row(view.text, start):
        is_title = _is_title(view, word.span())
        plain = word.group().rstrip(".")
        if taken == 0:
            with_capitals = is_title and not in_titles
            most = _most_words(view, word.span(), with_capitals=with_capitals)
        if plain in words()["name_titles"]:
            continue
        if plain in words()["name_particles"] and not (is_title and taken):
            continue  # a part of the name when another word follows
        is_other_word = plain in words()["not_names"] and not (with_capitals and taken == 0)
        if is_other_word or (with_capitals and not is_title):
            break
        end, taken = word.end(), taken + 1
        if taken == most:
            break
    return (start, end) if taken else None


def _row(text: str, position: int) -> Iterator[re.Match[str]]:
    """Yield the words from a place on that have one space between them."""
    for _ in range(2 * MOST_WORDS):
        word = _WORD.match(text, position)
        if word is None:
            return
        yield word
        behind = _BEHIND_TITLE if word.group() in words()["name_titles"] else _BEHIND_WORD
        space = behind.match(text, word.end())
        if space is None:
            return
        position = space.end()


def _most_words(view: TextView, span: Span, *, with_capitals: bool) -> int:
    if with_capitals:
        return MOST_WORDS
    typed = view.as_typed(span)
    return MOST_SMALL_WORDS if typed.upper() != typed.lower() else MOST_WORDS_WITHOUT_CASE


def _is_title(view: TextView, span: Span) -> bool:
    typed = view.as_typed(span)
    return len(typed) > 1 and typed[0].isupper() and not typed.isupper()


def _last_word(view: TextView, phrase: re.Match[str]) -> Span:
    words_of_phrase = list(_WORD.finditer(view.text, phrase.start(), phrase.end()))
    return words_of_phrase[-1].span() if words_of_phrase else phrase.span()
