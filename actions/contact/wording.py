"""Says when the line opens or closes, in words."""

from __future__ import annotations

from datetime import datetime

from actions.contact.opening_hours import DUTCH_TIME
from actions.knowledge.languages import Language
from actions.knowledge.models import Wording
from actions.knowledge.values import format_time

DAYS_IN_WEEK = 7


def moment_in_words(moment: datetime, now: datetime, language: Language, wording: Wording) -> str:
    """Return 'today 9:00', 'tomorrow 9:00', 'Monday 9:00', or with the date when it is far."""
    local, today = moment.astimezone(DUTCH_TIME), now.astimezone(DUTCH_TIME).date()
    days = (local.date() - today).days
    if days == 0:
        day = wording.today[language]
    elif days == 1:
        day = wording.tomorrow[language]
    else:
        day = wording.weekdays[language][local.weekday()]
        if days >= DAYS_IN_WEEK:
            day += f" {local.day} {wording.months[language][local.month - 1]}"
    return f"{day} {format_time(local.time(), language)}"
