"""The message that shows the telephone line and whether it is open now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions import clock
from actions.contact.wording import moment_in_words
from actions.knowledge.languages import Language
from actions.knowledge.values import format_time, format_value
from actions.resources import Resources

PHONE_FACT, PHONE_ABROAD_FACT = "contact-phone", "contact-phone-abroad"


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


@dataclass(frozen=True)
class TelephoneCard:
    """The response to utter, the values in it, and the same as data for a channel's buttons."""

    response: str
    values: Mapping[str, str]
    data: Mapping[str, Any]


def telephone_card(resources: Resources, language: Language) -> TelephoneCard:
    """Return the telephone line as it is at this moment."""
    now = clock.now()
    status = resources.opening_hours.status(now)
    values = telephone_values(resources, language)
    values["reason"] = f" ({status.reason[language]})" if status.reason else ""
    data = {
        "number": values["phone"],
        "number_abroad": values["phone_abroad"],
        "link": phone_link(values["phone_abroad"]),
        "open": status.is_open,
        "closes_at": status.closes_at and status.closes_at.isoformat(),
        "opens_at": status.opens_at and status.opens_at.isoformat(),
    }
    if status.closes_at is not None:
        values["closes"] = format_time(status.closes_at.time(), language)
        return TelephoneCard("utter_telephone_open", values, data)
    assert status.opens_at is not None
    wording = resources.knowledge.wording
    values["opens"] = moment_in_words(status.opens_at, now, language, wording)
    return TelephoneCard("utter_telephone_closed", values, data)
