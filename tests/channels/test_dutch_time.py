"""The time that people are told is that of the Netherlands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from channels.dutch_time import clock_time


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 22, 13, 5, tzinfo=UTC), "14:05"),
        (datetime(2026, 7, 22, 23, 59, tzinfo=UTC), "01:59"),
    ],
)
def test_the_time_is_that_of_dutch_clocks_in_winter_and_summer(
    moment: datetime, shown: str
) -> None:
    assert clock_time(moment.timestamp()) == shown
