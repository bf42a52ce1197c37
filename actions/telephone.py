"""The message that shows the telephone line and whether it is open now: the call card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions import clock
from actions.contact.line import status_with
from actions.contact.opening_hours import LineStatus
from actions.contact.place import is_abroad, zone_of
from actions.contact.wording import (
    card_lines,
    dutch_sentence,
    moment_in_words,
    numbers_in_words,
    own_moment,
)
from actions.knowledge.languages import Language
from actions.knowledge.values import format_time, format_value
from actions.resources import Resources

PHONE_FACT, PHONE_ABROAD_FACT = "contact-phone", "contact-phone-abroad"
BRIEF_LINES = 1  # what to keep ready


@dataclass(frozen=True)
class Caller:
    """What the card is made for: a subject, where the person is, and how much is said."""

    topic: str | None = None
    article: str | None = None
    zone: ZoneInfo | None = None  # nothing when it is not known
    is_handoff: bool = False


@dataclass(frozen=True)
class TelephoneCard:
    """The response to utter, the values in it, and the same as data for a channel's buttons."""

    response: str
    values: Mapping[str, str]
    data: Mapping[str, Any]


def telephone_values(resources: Resources, language: Language) -> dict[str, str]:
    """Return the numbers of the line as they are written."""
    knowledge = resources.knowledge
    phone, abroad = (
        format_value(knowledge.facts[fact], language, knowledge.wording)
        for fact in (PHONE_FACT, PHONE_ABROAD_FACT)
    )
    return {"phone": phone, "phone_abroad": abroad}


def phone_link(number: str) -> str:
    """Return the international number as a `tel:` address."""
    return "tel:" + number.replace(" ", "")


def zone_from(tracker: Tracker) -> ZoneInfo | None:
    """Return the time zone that the channel gave with the message, or that the person named."""
    metadata = tracker.latest_message.get("metadata") or {}
    return zone_of(metadata.get("time_zone")) or zone_of(tracker.get_slot("time_zone"))


def telephone_card(
    resources: Resources, language: Language, caller: Caller = Caller()
) -> TelephoneCard:
    """Return the telephone line as it is at this moment, for a caller."""
    now, line, wording = clock.now(), resources.line, resources.knowledge.wording
    notices = line.notices.read()
    status = status_with(notices, resources.opening_hours, now)
    said = [notice.text[language] for notice in notices if notice.holds(now)]
    card = line.cards.card(caller.topic, caller.article, now.date(), resources.knowledge)
    lines = card_lines(card, language, line.wording)
    numbers = telephone_values(resources, language)
    moment = status.closes_at or status.opens_at
    assert moment is not None
    values = {
        "notice": "".join(f"{sentence} " for sentence in said),
        "numbers": numbers_in_words(
            **numbers, zone=caller.zone, language=language, words=line.wording
        ),
        "own_time": own_moment(moment, now, language, caller.zone, line.wording, wording),
        "reason": f" ({status.reason[language]})" if status.reason else "",
        "card": "\n".join(lines if caller.is_handoff else lines[:BRIEF_LINES]),
    }
    data = {
        **_line_data(numbers, status, caller.zone),
        "notice": " ".join(said) or None,
        "code": card.code,
        "at_hand": card.at_hand[language],
        "say": dutch_sentence(card, line.wording),
        "about": card.about[language],
        "instead": card.instead and card.instead[language],
    }
    if status.closes_at is not None:
        values["closes"] = format_time(moment.time(), language)
        return TelephoneCard("utter_telephone_open", values, data)
    values["opens"] = moment_in_words(moment, now, language, wording)
    return TelephoneCard("utter_telephone_closed", values, data)


def _line_data(
    numbers: Mapping[str, str], status: LineStatus, zone: ZoneInfo | None
) -> dict[str, Any]:
    abroad = zone is not None and is_abroad(zone)
    return {
        "number": numbers["phone"],
        "number_abroad": numbers["phone_abroad"],
        "number_here": numbers["phone_abroad" if abroad else "phone"] if zone else None,
        "link": phone_link(numbers["phone_abroad"]),
        "open": status.is_open,
        "closes_at": status.closes_at and status.closes_at.isoformat(),
        "opens_at": status.opens_at and status.opens_at.isoformat(),
        "time_zone": zone and zone.key,
    }
