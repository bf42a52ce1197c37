"""Keys and tokens in the log."""

from __future__ import annotations

import pytest

from runtime.privacy.secrets import mask_secrets

TELEGRAM = "123456789:" + "AAbb_Cc-11" * 3 + "xyzAB"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"https://example.org/bot{TELEGRAM}/getMe", "https://example.org/bot<SECRET>/getMe"),
        (f"token {TELEGRAM}", "token <SECRET>"),
        ("Bearer abcDEF123._~+/=-", "Bearer <SECRET>"),
        ("b'Authorization': b'Bearer abcdef123'", "b'Authorization': b'<SECRET>'"),
        ("Authorization: Bearer abcdef123", "Authorization: <SECRET>"),
        ("authorization: Basic dXNlcjpwYXNz", "authorization: <SECRET>"),
        ("{'Authorization': 'Bearer abcdef', 'a': 1}", "{'Authorization': '<SECRET>', 'a': 1}"),
        ('{"token": "abcdef", "x": 2}', '{"token": "<SECRET>", "x": 2}'),
        ("X-Telegram-Bot-Api-Secret-Token: abc-def", "X-Telegram-Bot-Api-Secret-Token: <SECRET>"),
        ("GET /a?api_key=abcdef&b=1", "GET /a?api_key=<SECRET>&b=1"),
        ("password=hunter22", "password=<SECRET>"),
        ("postgresql://user:pass@host/db", "postgresql://<SECRET>@host/db"),
        ("redis://:pass@host:6379/0", "redis://<SECRET>@host:6379/0"),
    ],
)
def test_a_secret_is_masked_and_masking_it_twice_changes_nothing(text: str, masked: str) -> None:
    assert mask_secrets(text) == masked
    assert mask_secrets(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "the token expired",
        "password forgotten",
        "basic income",
        "at 10:30 on 12:00",
        "a bearer of a visa",
    ],
)
def test_words_about_secrets_stay(text: str) -> None:
    assert mask_secrets(text) == text
