"""Puts the line into words: its numbers, its moments and the card of a topic."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from actions.contact.cards import Card
from actions.contact.opening_hours import DUTCH_TIME
from actions.contact.place import is_abroad
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.languages import Language
from actions.knowledge.models import Record, Texts, Wording
from actions.knowledge.values import format_time

WORDING_FILE = Path(__file__).parents[2] / "data" / "contact" / "wording.yml"
DAYS_IN_WEEK = 7


class LineWording(Record):
    """The words around the line, as an editor writes them."""

    numbers: dict[Literal["unknown", "home", "abroad"], Texts]
    own_time: Texts
    at_hand: Texts
    sentence: str
    say: Texts
    instead: Texts


def load_line_wording(path: Path = WORDING_FILE) -> LineWording:
    """Return the words of the file.

    Raises:
        KnowledgeError: when the file is wrong.
    """
    return parse_record(LineWording, read_yaml(path), path.name)


def moment_in_words(
    moment: datetime,
    now: datetime,
    language: Language,
    wording: Wording,
    zone: ZoneInfo = DUTCH_TIME,
) -> str:
    """Return 'today 9:00', 'tomorrow 9:00', 'Monday 9:00', or with the date when it is far."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
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


def own_moment(
    moment: datetime,
    now: datetime,
    language: Language,
    zone: ZoneInfo | None,
    words: LineWording,
    wording: Wording,
) -> str:
    """Return a moment on the caller's own clock, or nothing when that shows the same."""
    if zone is None or moment.astimezone(zone).utcoffset() == moment.utcoffset():
        return ""
    return words.own_time[language].format(
        moment=moment_in_words(moment, now, language, wording, zone)
    )


def numbers_in_words(
    phone: str, phone_abroad: str, zone: ZoneInfo | None, language: Language, words: LineWording
) -> str:
    """Return the number to use from where somebody is; both when that is not known."""
    place: Literal["unknown", "home", "abroad"]
    place = "unknown" if zone is None else "abroad" if is_abroad(zone) else "home"
    return words.numbers[place][language].format(phone=phone, phone_abroad=phone_abroad)


def dutch_sentence(card: Card, words: LineWording) -> str:
    """Return what somebody reads aloud to the person who picks up."""
    return words.sentence.format(about=card.about["nl"], code=card.code)


def card_lines(card: Card, language: Language, words: LineWording) -> list[str]:
    """Return the lines of a card: keep ready, say, and what can be done without calling."""
    lines = [
        words.at_hand[language].format(things=card.at_hand[language]),
        words.say[language].format(
            sentence=dutch_sentence(card, words), about=card.about[language]
        ),
    ]
    if card.instead is not None:
        lines.append(words.instead[language].format(what=card.instead[language]))
    return lines
