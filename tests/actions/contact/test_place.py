"""The place that a device's clock tells of."""

from __future__ import annotations

import pytest

from actions.contact.place import is_abroad, zone_of


@pytest.mark.parametrize(
    ("name", "abroad"),
    [
        ("Europe/Amsterdam", False),
        ("Europe/Berlin", True),
        ("America/Kralendijk", True),
        ("America/Argentina/Buenos_Aires", True),
    ],
)
def test_a_place_is_in_the_netherlands_or_abroad(name: str, abroad: bool) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert is_abroad(zone) is abroad


@pytest.mark.parametrize(
    "name", [None, 5, "", "UTC", "Etc/GMT+3", "GB", "Mars/Base", "../../etc/passwd", "Europe/"]
)
def test_what_names_no_place_is_no_time_zone(name: object) -> None:
    assert zone_of(name) is None
