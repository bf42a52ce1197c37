"""Pages: what a person or an answer says is escaped, and only safe addresses become links."""

from __future__ import annotations

import pytest

from channels.pages.rendering import blocks, page

ATTACK = '<img src=x onerror="alert(1)"> javascript:alert(2) https://ind.nl/?q="><b>'


def form(*messages: dict[str, object], typed: str = "", notice: str = "") -> str:
    body: bytes = page(
        "form",
        "en",
        messages=list(messages),
        token="",
        nonce="n",
        typed=typed,
        notice=notice,
        limit=1_000,
    ).body
    return body.decode()


@pytest.mark.parametrize("side", ["assistant", "user"])
def test_marks_in_a_message_are_text(side: str) -> None:
    shown = form({"from": side, "text": ATTACK})

    assert "<img" not in shown
    assert "<b>" not in shown
    assert 'href="javascript' not in shown


def test_what_was_typed_and_what_is_said_about_it_are_escaped() -> None:
    shown = form(typed="</textarea><script>", notice="<script>")

    assert "<script" not in shown


def test_an_address_in_an_answer_is_a_link_and_in_a_question_it_is_not() -> None:
    shown = form(
        {"from": "assistant", "text": "See https://ind.nl/en."},
        {"from": "user", "text": "See https://elsewhere.example"},
    )

    assert '<a href="https://ind.nl/en"' in shown
    assert "https://elsewhere.example</a>" not in shown


def test_paragraphs_and_lists_are_told_apart() -> None:
    text = "One.\nTwo.\n\nYou need:\n- a passport\n- a photo\n\n- later"

    assert blocks(text) == [
        ("p", ["One.", "Two."]),
        ("p", ["You need:"]),
        ("ul", ["a passport", "a photo"]),
        ("ul", ["later"]),
    ]


def test_a_message_has_its_language_and_direction() -> None:
    shown = form({"from": "assistant", "text": "مرحبا", "lang": "ar", "dir": "rtl"})

    assert '<div dir="rtl" lang="ar">' in shown


def test_a_message_that_is_not_kept_says_so() -> None:
    assert "NOT KEPT" not in form({"from": "user", "text": "<NOT KEPT>"})
