"""Lets a run that is told to stop end its servers and stores first."""

from __future__ import annotations

import signal
import sys
from types import FrameType

TERMINATED = 128 + signal.SIGTERM


def end_in_order() -> None:
    """Turn the TERM signal into an exit, on which everything that was opened is closed."""
    signal.signal(signal.SIGTERM, _exit)


def _exit(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not break off the closing
    sys.exit(TERMINATED)
