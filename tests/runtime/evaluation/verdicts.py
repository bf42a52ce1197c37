"""Makes verdicts; a test says only what it is about."""

from __future__ import annotations

from typing import Any

from runtime.evaluation.questions import Expected, Question
from runtime.evaluation.verdict import Given, Verdict


def verdict(
    given: Given, *, topic: str = "fees", language: str = "en", name: str = "R1", **expected: Any
) -> Verdict:
    """Return the verdict on a reply to one question."""
    return Verdict(Question(name, "?", language, topic, "real", Expected(**expected)), given)
