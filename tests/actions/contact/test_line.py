"""The line when a notice closes it."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.contact.line import status_with
from actions.contact.notices import LineNotice
from actions.contact.opening_hours import DUTCH_TIME, OpeningHours

TEXT = {"en": "A fault.", "nl": "Een storing."}


def _notice(begins: str, ends: str, closed: bool = True) -> LineNotice:
    fields = {"from": f"2026-11-{begins}", "until": f"2026-11-{ends}", "closed": closed}
    return LineNotice.parse_obj({**fields, "text": TEXT})


def _at(day_and_hour: str) -> datetime:
    return datetime.strptime(f"2026-11-{day_and_hour}", "%Y-%m-%d %H:%M").replace(tzinfo=DUTCH_TIME)


NINE_TO_TWELVE = _notice("24 09:00", "24 12:00")


@pytest.mark.parametrize(
    ("notices", "now", "closes", "opens"),
    [
        ([], "24 10:00", "24 17:00", None),
        ([NINE_TO_TWELVE], "24 10:00", None, "24 12:00"),
        ([NINE_TO_TWELVE], "24 12:00", "24 17:00", None),
        ([_notice("24 09:00", "24 12:00", closed=False)], "24 10:00", "24 17:00", None),
        ([_notice("24 13:00", "24 18:00")], "24 10:00", "24 13:00", None),
        ([_notice("24 13:00", "24 18:00")], "24 13:00", None, "25 09:00"),
        ([NINE_TO_TWELVE], "23 20:00", None, "24 12:00"),
        ([NINE_TO_TWELVE, _notice("24 12:00", "24 14:00")], "24 09:30", None, "24 14:00"),
        ([_notice("27 12:00", "27 20:00")], "27 12:00", None, "30 09:00"),
    ],
)
def test_a_closing_notice_moves_the_opening_or_the_closing(
    line: OpeningHours, notices: list[LineNotice], now: str, closes: str | None, opens: str | None
) -> None:
    status = status_with(notices, line, _at(now))
    assert status.is_open is (closes is not None)
    assert status.closes_at == (_at(closes) if closes else None)
    assert status.opens_at == (_at(opens) if opens else None)
