"""What starting leaves over is given back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from runtime.memory import settle


class _InACircle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_nobody_needs_is_gone_and_what_stays_is_not_looked_at_again() -> None:
    gone, stays = weakref.ref(_InACircle()), _InACircle()
    settle()
    assert gone() is None
    assert gc.get_freeze_count() > 0
    assert not any(found is stays for found in gc.get_objects())
