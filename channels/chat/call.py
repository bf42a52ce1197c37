"""One request to the Chat API, and what serving it needs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rasa.core.agent import Agent
from sanic.request import Request

from channels.address import client_prefix
from channels.calculations import Calculations
from channels.chat import tokens
from channels.clients import ClientLimit, client_address
from channels.errors import NotReady, Refused
from channels.limits import RateLimit
from channels.turn import Turns

Result = TypeVar("Result")

CHANNEL = "chat"


@dataclass(frozen=True)
class Limits:
    """How much a client may do beside taking turns, which have a limit of their own."""

    clients: ClientLimit = field(default_factory=ClientLimit)
    new_conversations: RateLimit = field(default_factory=lambda: RateLimit(10, 10))
    requests: RateLimit = field(default_factory=lambda: RateLimit(120, 40))


@dataclass(frozen=True)
class Visitor:
    """Somebody with a token that is still good, and the conversation that it opens."""

    token: str
    conversation: str
    language: str
    began_at: float


@dataclass(frozen=True)
class Call:
    """A request and the server's parts that it is served with."""

    request: Request
    limits: Limits

    @property
    def turns(self) -> Turns:
        turns: Turns = self.request.app.ctx.turns
        return turns

    @property
    def agent(self) -> Agent:
        """Return the agent.

        Raises:
            NotReady: while the model is being loaded.
        """
        if self.turns.agent is None:
            raise NotReady("the model is not loaded yet")
        return self.turns.agent

    @property
    def calculators(self) -> Calculations:
        """Return the calculators that the server has."""
        calculations: Calculations = self.request.app.ctx.calculations
        return calculations

    @property
    def client(self) -> str:
        """Return the network that the request comes from, not the very address."""
        return client_prefix(client_address(self.request))

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work(connection, *arguments)` returns.

        Raises:
            NotReady: when the model is not loaded or the database does not answer.
        """
        return await self.turns.run(work, *arguments)

    async def visitor(self) -> Visitor:
        """Return who calls.

        Raises:
            Refused: without a token, or when it is wrong, expired or dead.
            TooMany: when this conversation asks too much.
        """
        return await self.visitor_with(tokens.bearer(self.request.headers.get("authorization", "")))

    async def visitor_with(self, token: str | None) -> Visitor:
        """Return who has the token.

        Raises:
            Refused: without a token, or when it is wrong, expired or dead.
            TooMany: when this conversation asks too much.
        """
        if token is None:
            raise Refused
        conversation = self.turns.conversation(CHANNEL, token)
        session = await self.run(tokens.use, conversation, time.time())
        if session is None:
            raise Refused
        self.limits.requests.spend(conversation)
        return Visitor(token, conversation, session.language, session.created_at)
