"""The clocks of countries, and the hours of the line on them."""

from __future__ import annotations

from datetime import date, time

import pytest

from actions.calculators.countries import read_countries
from actions.contact.clocks import Clock, hours_on, read_clocks
from actions.contact.place import zone_of

WINTER, SUMMER = date(2026, 11, 23), date(2026, 7, 20)
MOST_CLOCKS = 4


def test_every_country_has_clocks_that_exist_and_each_place_has_a_name() -> None:
    clocks = read_clocks()
    assert set(clocks) == set(read_countries().names) - {"stateless"}
    for country, several in clocks.items():
        assert all(zone_of(clock.zone) for clock in several), country
        assert len(several) <= MOST_CLOCKS
        assert all(clock.place for clock in several) == (len(several) > 1), country


@pytest.mark.parametrize(
    ("zone", "day", "opens", "closes"),
    [
        ("Europe/Berlin", WINTER, "23 09:00", "23 17:00"),
        ("Europe/London", WINTER, "23 08:00", "23 16:00"),
        ("America/Paramaribo", WINTER, "23 05:00", "23 13:00"),
        ("America/Paramaribo", SUMMER, "20 04:00", "20 12:00"),  # no summer time there
        ("America/Los_Angeles", WINTER, "23 00:00", "23 08:00"),
        ("Pacific/Honolulu", WINTER, "22 22:00", "23 06:00"),
        ("Asia/Kolkata", WINTER, "23 13:30", "23 21:30"),
        ("Asia/Kathmandu", SUMMER, "20 12:45", "20 20:45"),
        ("Asia/Tokyo", WINTER, "23 17:00", "24 01:00"),
        ("Pacific/Auckland", WINTER, "23 21:00", "24 05:00"),
        ("Africa/Casablanca", WINTER, "23 09:00", "23 17:00"),
    ],
)
def test_the_dutch_hours_are_shown_on_another_clock(
    zone: str, day: date, opens: str, closes: str
) -> None:
    hours = hours_on(Clock(zone=zone), time(9), time(17), day)
    assert (f"{hours.opens:%d %H:%M}", f"{hours.closes:%d %H:%M}") == (opens, closes)
