"""How many direct messages X still takes from the account.

Source: docs.x.com/x-api/fundamentals/rate-limits, read in November 2026.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence

RESET_HEADER, REMAINING_HEADER = "x-rate-limit-reset", "x-rate-limit-remaining"
MESSAGES = 15  # of an account in a quarter of an hour; so also of the 1,440 in a day
SECONDS = 15 * 60.0
NOTICES = 2  # of them: to tell people who wait when their answer comes


class Allowance:
    """Knows when the next messages may go; the service's own word counts more than our count."""

    def __init__(
        self,
        messages: int = MESSAGES,
        notices: int = NOTICES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._messages = messages
        self._answers = max(1, messages - notices)
        self._clock = clock
        self._sent: deque[float] = deque(maxlen=messages)
        self._closed_until = 0.0

    def answer_at(self, ahead: int = 0) -> float:
        """Return when the next answer may go, after so many others that wait already."""
        times = [*self._sent]
        for _ in range(ahead + 1):
            times.append(self._next(times, self._answers))
        return times[-1]

    def has_room_for_notice(self) -> bool:
        """Tell whether somebody who waits can be told so now."""
        return self._next([*self._sent], self._messages) <= self._clock()

    def spend(self) -> None:
        """Count a message that is being sent."""
        self._sent.append(self._clock())

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over what X says: other programs may send for the same account."""
        remaining, resets_at = headers.get(REMAINING_HEADER, ""), headers.get(RESET_HEADER, "")
        if remaining == "0" and resets_at.isdecimal():
            self._closed_until = float(resets_at)

    def close(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._closed_until = max(self._closed_until, self._clock() + seconds)

    def _next(self, times: Sequence[float], messages: int) -> float:
        earliest = max(self._clock(), self._closed_until)
        if len(times) >= messages:
            earliest = max(earliest, times[-messages] + SECONDS)
        return earliest
