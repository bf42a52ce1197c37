"""What a service that we call may do wrong, to be told to a fake."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["refuse", "fail", "hang", "cut", "hang_after"]


@dataclass
class Fault:
    """Some calls go wrong.

    Attributes:
        kind: `refuse` answers 429; `fail` answers 500; `hang` never answers and does nothing; `cut`
            closes the connection and does nothing; `hang_after` does it and never answers.
        times: so often, or without a limit.
        until: until this time (`time.monotonic`).
        only: a field of the call must have this value, such as `("chat_id", "7")`.
        method: of the service; any when empty.
        retry_after: seconds, for `refuse`.
    """

    kind: Kind
    times: float = float("inf")
    until: float = float("inf")
    only: tuple[str, str] | None = None
    method: str = ""
    retry_after: int = 1
    met: int = field(default=0, init=False)

    def applies(self, method: str, call: dict[str, Any]) -> bool:
        """Tell whether this call goes wrong, and count it."""
        if self.met >= self.times or time.monotonic() > self.until:
            return False
        if self.method and self.method != method:
            return False
        if self.only is not None and str(call.get(self.only[0])) != self.only[1]:
            return False
        self.met += 1
        return True
