"""Counts turns for Prometheus: no texts, no ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("channel", "topic", "outcome", "language")
        self._turns = Counter("ind_turns", "Turns", labels, registry=self.registry)
        self._repeats = Counter(
            "ind_repeats", "Messages that came again", ("channel",), registry=self.registry
        )
        self._errors = Counter(
            "ind_errors", "Turns that failed", ("channel", "kind"), registry=self.registry
        )
        self._redactions = Counter(
            "ind_redactions", "Personal data that was masked", ("kind",), registry=self.registry
        )
        self._letters = Counter(
            "ind_letters",
            "What was sent through messaging services, and what was not",
            ("channel", "result"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "ind_turn_seconds",
            "Time for a turn",
            ("channel",),
            buckets=BUCKETS,
            registry=self.registry,
        )

    def count_turn(self, channel: str, replies: Sequence[dict[str, Any]], seconds: float) -> None:
        """Count one turn by what it answered."""
        answers = [reply.get("custom", {}).get("answer") for reply in replies]
        answer: dict[str, Any] = next((found for found in answers if found), {})
        values = [str(answer.get(name) or "none") for name in ("topic", "outcome", "language")]
        self._turns.labels(channel, *values).inc()
        self._seconds.labels(channel).observe(seconds)

    def count_repeat(self, channel: str) -> None:
        """Count one message that was delivered before."""
        self._repeats.labels(channel).inc()

    def count_error(self, channel: str, kind: str) -> None:
        """Count one turn that failed."""
        self._errors.labels(channel, kind).inc()

    def count_redactions(self, kinds: Sequence[str]) -> None:
        """Count what was masked in one message."""
        for kind in kinds:
            self._redactions.labels(kind).inc()

    def count_letter(self, channel: str, result: str) -> None:
        """Count one try to send a letter."""
        self._letters.labels(channel, result).inc()

    def text(self) -> bytes:
        """Return the figures in Prometheus' text format."""
        exposition: bytes = generate_latest(self.registry)
        return exposition
