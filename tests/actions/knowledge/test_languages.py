"""Which words are a supported language."""

from __future__ import annotations

import pytest

from actions.knowledge.languages import as_language


@pytest.mark.parametrize(
    ("value", "language"),
    [("en", "en"), ("nl", "nl"), ("de", "en"), ("NL", "en"), (None, "en"), (7, "en")],
)
def test_anything_but_a_supported_language_becomes_english(value: object, language: str) -> None:
    assert as_language(value) == language
