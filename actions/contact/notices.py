"""The sentences of the day about the line, as staff write them; a change counts at once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import root_validator, validator

from actions.contact.opening_hours import DUTCH_TIME
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record, Texts, check_languages

logger = logging.getLogger(__name__)

NOTICES_FILE = Path(__file__).parents[2] / "data" / "contact" / "notices.yml"
FORM = "%Y-%m-%d %H:%M"


class LineNotice(Record):
    """A sentence that holds from a moment, included, until another, excluded; Dutch time."""

    from_: datetime
    until: datetime
    closed: bool = False
    text: Texts

    _languages = validator("text", allow_reuse=True)(check_languages)

    class Config:
        fields = {"from_": "from"}

    @validator("from_", "until", pre=True)
    def is_a_moment(cls, value: object) -> datetime:
        try:
            return datetime.strptime(str(value), FORM).replace(tzinfo=DUTCH_TIME)
        except ValueError:
            raise ValueError('write a moment in quotes, as "2026-12-18 09:00"') from None

    @root_validator(skip_on_failure=True)
    def ends_after_it_begins(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["until"] <= values["from_"]:
            raise ValueError("'until' is not after 'from'")
        return values

    def holds(self, moment: datetime) -> bool:
        """Tell whether the sentence is said at a moment."""
        return self.from_ <= moment < self.until


def read_notices(path: Path = NOTICES_FILE) -> tuple[LineNotice, ...]:
    """Return the notices of the file.

    Raises:
        KnowledgeError: when the file or a notice in it is wrong.
    """
    content = read_yaml(path) or {"notices": []}
    lines = content.get("notices", "") if isinstance(content, dict) else ""
    if lines is not None and not isinstance(lines, list):
        raise KnowledgeError([Fault(path.name, "notices", "the file has no list of notices")])
    return tuple(
        parse_record(LineNotice, line, path.name, f"notice {number}")
        for number, line in enumerate(lines or [], start=1)
    )


@dataclass
class NoticeBoard:
    """The notices of a file, read again when the file has changed.

    A change with a mistake in it is logged and left alone: the notices from before still hold.
    """

    path: Path = NOTICES_FILE
    _notices: Sequence[LineNotice] = ()
    _seen: tuple[int, int] | None = field(default=None, repr=False)

    def read(self) -> Sequence[LineNotice]:
        """Return the notices as they stand in the file now."""
        self._look()
        return self._notices

    def _look(self) -> None:
        try:
            stat = self.path.stat()
            if (stamp := (stat.st_mtime_ns, stat.st_size)) == self._seen:
                return
            self._seen = stamp
            self._notices = read_notices(self.path)
        except (OSError, KnowledgeError) as exc:
            logger.error("notices.unreadable %s", exc)
