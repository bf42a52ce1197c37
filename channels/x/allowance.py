"""How many direct messages X still takes from the account.

Source: docs.x.com/x-api/fundamentals/rate-limits, read in November 2026.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

RESET_HEADER, REMAINING_HEADER = "x-rate-limit-reset", "x-rate-limit-remaining"


@dataclass(frozen=True)
class Limit:
    """So many messages in so many seconds."""

    messages: int
    seconds: float


OF_X = (Limit(15, 15 * 60), Limit(1_440, 24 * 3_600))
NOTICES = 2  # of the first limit: to tell people who wait when their answer comes


class Allowance:
    """Knows when the next messages may go; the service's own word counts more than our count."""

    def __init__(
        self,
        limits: Sequence[Limit] = OF_X,
        notices: int = NOTICES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        first, *further = limits
        self._all = tuple(limits)
        self._answers = (Limit(first.messages - notices, first.seconds), *further)
        self._clock = clock
        self._sent: deque[float] = deque(maxlen=max(limit.messages for limit in limits))
        self._closed_until = 0.0

    def answer_at(self, ahead: int = 0) -> float:
        """Return when the next answer may go, after so many others that wait already."""
        times = [*self._sent]
        for _ in range(ahead + 1):
            times.append(self._next(times, self._answers))
        return times[-1]

    def has_room_for_notice(self) -> bool:
        """Tell whether somebody who waits can be told so now."""
        return self._next([*self._sent], self._all) <= self._clock()

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

    def _next(self, times: list[float], limits: Sequence[Limit]) -> float:
        earliest = max(self._clock(), self._closed_until)
        for limit in limits:
            if len(times) >= limit.messages:
                earliest = max(earliest, times[-limit.messages] + limit.seconds)
        return earliest
