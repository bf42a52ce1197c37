"""How much one caller may send, and how much all of them together."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from channels.errors import NotReady, TooMany

MAX_CALLERS = 50_000


@dataclass
class _Bucket:
    left: float
    filled_at: float


class RateLimit:
    """Lets each caller do `burst` things at once and `per_minute` in the long run.

    A caller has a bucket, which every thing takes one from and which fills again with time.
    """

    def __init__(
        self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def spend(self, caller: str) -> None:
        """Take one from the caller's bucket.

        Raises:
            TooMany: when it is empty.
        """
        now = self._clock()
        bucket = self._buckets.pop(caller, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.filled_at) * self._per_second)
        bucket.filled_at = now
        self._buckets[caller] = bucket
        while len(self._buckets) > MAX_CALLERS:
            self._buckets.popitem(last=False)  # the one that was silent longest has a full bucket
        if bucket.left < 1:
            raise TooMany(max(1, math.ceil((1 - bucket.left) / self._per_second)))
        bucket.left -= 1


class Room:
    """Holds so many at once, whoever they are; more would only make all of them wait longer."""

    def __init__(self, places: int) -> None:
        self._left = places

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place and give it back.

        Raises:
            NotReady: when there is none.
        """
        if self._left == 0:
            raise NotReady("too many turns at once")
        self._left -= 1
        try:
            yield
        finally:
            self._left += 1
