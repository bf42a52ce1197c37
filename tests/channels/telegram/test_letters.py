"""A reply becomes letters that Telegram takes."""

from __future__ import annotations

import html

from channels.render import Choice, Said
from channels.telegram.letters import MAX_LENGTH, letters, plain

LONG = "\n\n".join(f"Paragraph {n} <b> 😀 " + "word " * 80 for n in range(30))


def test_each_message_is_a_letter_and_choices_are_under_it() -> None:
    said = [Said("One & two"), Said("Which?", (Choice("A", "choice:a"), Choice("B", "choice:b")))]
    assert letters(7, said, lambda payload: payload[-1]) == [
        {"chat": 7, "html": "One &amp; two"},
        {"chat": 7, "html": "Which?", "choices": [["A", "a"], ["B", "b"]]},
    ]


def test_a_long_text_is_cut_between_paragraphs_and_the_choices_are_under_the_last_part() -> None:
    made = letters(7, [Said(LONG, (Choice("A", "choice:a"),))], str)
    shown = [html.unescape(letter["html"]) for letter in made]
    assert len(made) > 3
    assert all(len(text.encode("utf-16-le")) // 2 <= MAX_LENGTH for text in shown)
    assert all(text.startswith("Paragraph") for text in shown)
    assert ["choices" in letter for letter in made] == [False] * (len(made) - 1) + [True]


def test_without_words_there_is_no_letter() -> None:
    assert plain(7, " \n") == []
