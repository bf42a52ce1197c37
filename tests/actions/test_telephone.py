"""The telephone line as it is at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from actions.contact.opening_hours import DUTCH_TIME, DayException
from actions.contact.place import zone_of
from actions.resources import Resources
from actions.telephone import Caller, phone_link, telephone_card

SetClock = Callable[[datetime], None]
TUESDAY = date(2026, 11, 24)


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=DUTCH_TIME)


def test_an_open_line_says_until_when(resources: Resources, set_clock: SetClock) -> None:
    set_clock(_at(23, 10))
    card = telephone_card(resources, "nl")
    assert card.response == "utter_telephone_open"
    assert card.values == {
        "numbers": "088 043 04 30, of vanuit het buitenland +31 88 043 04 30 (lokaal tarief)",
        "notice": "",
        "own_time": "",
        "reason": "",
        "closes": "17.00 uur",
        "card": "Houd klaar: all (nl).",
    }


@pytest.mark.parametrize(
    ("day", "hour", "opens"), [(23, 8, "today 9:00"), (23, 17, "tomorrow 9:00")]
)
def test_a_closed_line_says_when_it_opens(
    resources: Resources, set_clock: SetClock, day: int, hour: int, opens: str
) -> None:
    set_clock(_at(day, hour))
    card = telephone_card(resources, "en")
    assert card.response == "utter_telephone_closed"
    assert card.values["opens"] == opens
    assert "closes" not in card.values


@pytest.mark.parametrize("closes", [time(15), None])
def test_an_unusual_day_has_its_reason_in_the_language(
    resources: Resources, set_clock: SetClock, closes: time | None
) -> None:
    exception = DayException(TUESDAY, {"en": "study day", "nl": "studiedag"}, closes)
    hours = replace(resources.opening_hours, exceptions={TUESDAY: exception})
    set_clock(_at(24, 10))
    changed = replace(resources, opening_hours=hours)
    assert telephone_card(changed, "nl").values["reason"] == " (studiedag)"
    assert telephone_card(changed, "en").values["reason"] == " (study day)"
    assert telephone_card(changed, "en").data["open"] is (closes is not None)


@pytest.mark.parametrize(
    ("hour", "is_open", "closes_at", "opens_at"),
    [
        (10, True, "2026-11-23T17:00:00+01:00", None),
        (18, False, None, "2026-11-24T09:00:00+01:00"),
    ],
)
def test_a_machine_reads_numbers_link_and_moments(
    resources: Resources,
    set_clock: SetClock,
    hour: int,
    is_open: bool,
    closes_at: str | None,
    opens_at: str | None,
) -> None:
    set_clock(_at(23, hour))
    assert telephone_card(resources, "en").data == {
        "number": "088 043 04 30",
        "number_abroad": "+31 88 043 04 30",
        "number_here": None,
        "link": "tel:+31880430430",
        "open": is_open,
        "closes_at": closes_at,
        "opens_at": opens_at,
        "time_zone": None,
        "notice": None,
        "code": "AL-GENERAL-1",
        "at_hand": "all (en)",
        "say": "Mijn vraag gaat over all (nl). De code is AL-GENERAL-1.",
        "about": "all (en)",
        "instead": "all (en)",
    }


def test_a_link_has_no_spaces() -> None:
    assert phone_link("+31 88 043 04 30") == "tel:+31880430430"


def test_a_handoff_says_what_to_keep_ready_what_to_say_and_what_else_there_is(
    resources: Resources, set_clock: SetClock
) -> None:
    set_clock(_at(23, 10))
    card = telephone_card(resources, "en", Caller("fees", "fees-overview", is_handoff=True))
    assert card.values["card"].splitlines() == [
        "Have ready: costs (en).",
        "Say: “Mijn vraag gaat over costs (nl). De code is LE-FEES-1.”"
        " (My question is about costs (en).)",
        "Without calling: costs (en)",
    ]
    brief = telephone_card(resources, "en", Caller("fees", "fees-overview"))
    assert brief.values["card"] == "Have ready: costs (en)."
    assert brief.data == card.data


def test_a_caller_abroad_gets_their_own_number_and_time(
    resources: Resources, set_clock: SetClock
) -> None:
    set_clock(_at(23, 18))
    card = telephone_card(resources, "en", Caller(zone=zone_of("America/Paramaribo")))
    assert card.values["numbers"] == "+31 88 043 04 30"
    assert card.values["own_time"] == " (tomorrow 5:00 where you are)"
    assert card.data["number_here"] == "+31 88 043 04 30"
    assert card.data["time_zone"] == "America/Paramaribo"


def test_the_notice_of_the_day_comes_first_and_can_close_the_line(
    resources: Resources, set_clock: SetClock
) -> None:
    set_clock(_at(23, 10))
    assert telephone_card(resources, "en").response == "utter_telephone_open"
    resources.line.notices.path.write_text(
        'notices: [{from: "2026-11-23 09:30", until: "2026-11-23 11:00", closed: true,'
        " text: {en: There is a fault., nl: Er is een storing.}}]",
        "utf-8",
    )
    card = telephone_card(resources, "nl")
    assert card.response == "utter_telephone_closed"
    assert card.values["notice"] == "Er is een storing. "
    assert card.values["opens"] == "vandaag 11.00 uur"
    assert card.data["notice"] == "Er is een storing."
    assert card.data["open"] is False
