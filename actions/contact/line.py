"""The telephone line at one moment: its hours, the notices of the day and the cards of topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from actions.contact.cards import Cards, load_cards
from actions.contact.notices import LineNotice, NoticeBoard, read_notices
from actions.contact.opening_hours import LineStatus, OpeningHours
from actions.contact.wording import LineWording, load_line_wording
from actions.knowledge.base import KnowledgeBase


@dataclass(frozen=True)
class TelephoneLine:
    """What is said with the telephone line."""

    cards: Cards
    wording: LineWording
    notices: NoticeBoard = field(default_factory=NoticeBoard)


def load_line(knowledge: KnowledgeBase) -> TelephoneLine:
    """Return the cards, words and notices of `data/contact`.

    Raises:
        KnowledgeError: when a file is wrong.
    """
    read_notices()  # at the start a mistake is an error; later the notices from before hold
    return TelephoneLine(load_cards(knowledge), load_line_wording())


def status_with(notices: Sequence[LineNotice], hours: OpeningHours, moment: datetime) -> LineStatus:
    """Return whether the line is open, when a notice can close it too."""
    status = hours.status(moment)
    closing = [notice for notice in notices if notice.closed]
    opens = status.opens_at or moment
    while ends := [notice.until for notice in closing if notice.holds(opens)]:
        later = hours.status(max(ends))
        opens = later.opens_at or max(ends)
    if status.closes_at is None or opens > moment:
        return replace(status, is_open=False, closes_at=None, opens_at=opens)
    begins = [notice.from_ for notice in closing if notice.from_ > moment]
    return replace(status, closes_at=min([status.closes_at, *begins]))
