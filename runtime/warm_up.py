"""Takes turns that nobody sees before the first person comes: much is built on first use."""

from __future__ import annotations

import asyncio
import copy
import logging

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore

from channels.collector import ReplyCollector
from runtime.privacy.redaction import redact

logger = logging.getLogger(__name__)

# One in each language, with an answer, a telephone card and something to mask.
QUESTIONS = ("how long does a decision take, my name is A. Person?", "hoe laat kan ik bellen?")
PATIENCE_SECONDS = 20.0


async def warm_up(agent: Agent) -> None:
    """Answer a few questions over a store in memory, which is dropped; nothing is stored.

    Actions that run apart and do not answer keep nobody from starting.
    """
    rehearsal = copy.copy(agent.processor)
    rehearsal.tracker_store = InMemoryTrackerStore(agent.domain)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            for question in QUESTIONS:
                message = UserMessage(redact(question).text, ReplyCollector(), "warm_up")
                await rehearsal.handle_message(message)
    except TimeoutError:
        logger.warning("warm_up.too_slow seconds=%d", PATIENCE_SECONDS)
