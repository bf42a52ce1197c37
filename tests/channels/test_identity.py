"""Conversation ids are made by the server alone."""

from __future__ import annotations

import re

from channels.identity import conversation_id, new_token, same_secret

SECRET, OTHER = "ab" * 32, "cd" * 32


def test_an_id_names_its_channel_and_hides_the_rest() -> None:
    made = conversation_id(SECRET, "rest", "jan@example.org")
    assert re.fullmatch(r"rest_[0-9a-f]{40}", made)


def test_the_same_caller_keeps_its_conversation() -> None:
    assert conversation_id(SECRET, "rest", "me") == conversation_id(SECRET, "rest", "me")


def test_channel_caller_and_secret_all_count() -> None:
    made = {
        conversation_id(SECRET, "rest", "me"),
        conversation_id(SECRET, "chat", "me"),
        conversation_id(SECRET, "rest", "you"),
        conversation_id(OTHER, "rest", "me"),
        conversation_id(SECRET, "res", "tme"),
    }
    assert len(made) == 5


def test_half_a_character_makes_an_id_and_no_error() -> None:
    assert conversation_id(SECRET, "rest", "\ud800")


def test_a_token_has_256_bits_and_is_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)


def test_secrets_are_equal_or_not() -> None:
    assert same_secret("a", "a")
    assert not same_secret("a", "b")
    assert not same_secret("\ud800", "b")
