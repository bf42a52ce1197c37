"""How a service misbehaves when a test tells it to."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

Clock = Callable[[], float]


@dataclass
class Trouble:
    """Trouble of a fake; times are in seconds, counts are of requests to come."""

    clock: Clock = time.time
    limited_until: float = 0.0  # 429 for everybody until then
    broken: int = 0  # so many requests get a 503 and do nothing
    silent: int = 0  # so many requests are done, and their connection is cut without an answer
    gone: set[str] = field(default_factory=set)  # people who blocked the account

    def limit(self, seconds: float) -> None:
        """Answer 429 to everything for so long."""
        self.limited_until = self.clock() + seconds

    def is_limited(self) -> bool:
        return self.clock() < self.limited_until

    def is_broken(self) -> bool:
        """Tell whether this request fails; counts it."""
        self.broken -= 1
        return self.broken >= 0

    def is_silent(self) -> bool:
        """Tell whether this request gets no answer; counts it."""
        self.silent -= 1
        return self.silent >= 0


class Window:
    """So many requests in so many seconds, counted in fixed windows as services do."""

    def __init__(self, limit: int, seconds: float, clock: Clock = time.time) -> None:
        self.limit, self.seconds = limit, seconds
        self._clock = clock
        self._taken: deque[float] = deque()

    @property
    def resets_at(self) -> float:
        now = self._clock()
        return now - now % self.seconds + self.seconds

    @property
    def remaining(self) -> int:
        begin = self.resets_at - self.seconds
        while self._taken and self._taken[0] < begin:
            self._taken.popleft()
        return self.limit - len(self._taken)

    def take(self) -> bool:
        """Count a request; tell whether there was room for it."""
        if self.remaining <= 0:
            return False
        self._taken.append(self._clock())
        return True
