"""What waits in a queue can be read only with the secret and only as what it is."""

from __future__ import annotations

import pytest

from runtime.conversations.sealing import Seal, SealBroken

CONTENT = {"chat": 12345, "text": "mijn naam is Fatima \ud800"}


def test_what_was_sealed_is_read_again() -> None:
    seal = Seal("ab" * 32)
    assert Seal("ab" * 32).open(seal.close(CONTENT, "telegram_a"), "telegram_a") == CONTENT


def test_nothing_of_it_can_be_read_and_it_never_looks_the_same() -> None:
    seal = Seal("ab" * 32)
    first, second = (seal.close(CONTENT, "telegram_a") for _ in range(2))
    assert "Fatima" not in first
    assert first != second


@pytest.mark.parametrize(
    ("secret", "belongs_to", "change"),
    [
        ("cd" * 32, "telegram_a", lambda sealed: sealed),
        ("ab" * 32, "telegram_b", lambda sealed: sealed),
        ("ab" * 32, "telegram_a", lambda sealed: sealed[:-8] + "AAAAAAA="),
        ("ab" * 32, "telegram_a", lambda sealed: "no base64!"),
        ("ab" * 32, "telegram_a", lambda sealed: ""),
    ],
)
def test_with_another_secret_for_another_row_or_changed_it_does_not_open(
    secret: str, belongs_to: str, change: object
) -> None:
    sealed = Seal("ab" * 32).close(CONTENT, "telegram_a")
    with pytest.raises(SealBroken):
        Seal(secret).open(change(sealed), belongs_to)  # type: ignore[operator]
