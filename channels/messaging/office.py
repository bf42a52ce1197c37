"""Runs a messaging service's reception and delivery for as long as the server runs."""

from __future__ import annotations

from sanic import Blueprint, Sanic

from channels.errors import NotReady
from channels.messaging.delivery import Delivery
from channels.messaging.reception import Reception
from channels.messaging.service import Incoming, Service
from channels.messaging.worker import CLAIM_SECONDS
from channels.turn import Turns


class Office:
    """Takes in and sends for one service; both go on with what an earlier process left behind.

    A connector makes one, calls `attach` on its routes and `accept` for each update.
    """

    def __init__(self, service: Service, claim_seconds: float = CLAIM_SECONDS) -> None:
        self._service = service
        self._claim_seconds = claim_seconds
        self._reception: Reception | None = None
        self._delivery: Delivery | None = None

    def attach(self, routes: Blueprint) -> None:
        """Begin when the server listens and its model is loaded, and end with the server."""

        @routes.listener("after_server_start")
        async def open_office(app: Sanic, loop: object) -> None:
            self.open(app.ctx.turns)

        @routes.listener("before_server_stop")
        async def close_office(app: Sanic, loop: object) -> None:
            await self.close()

    def open(self, turns: Turns) -> None:
        """Begin."""
        assert turns.agent is not None
        database = turns.agent.tracker_store.database
        self._delivery = Delivery(self._service, turns, database, self._claim_seconds)
        self._reception = Reception(
            self._service, turns, database, self._delivery.worker.wake, self._claim_seconds
        )
        self._delivery.worker.start()
        self._reception.worker.start()

    async def accept(self, incoming: Incoming) -> bool:
        """Store an update, so that it may be acknowledged; tell whether it is new.

        Raises:
            NotReady: when it cannot be stored or the model is not loaded; the service is to
                deliver it again.
        """
        if self._reception is None:
            raise NotReady("the model is not loaded yet")
        return await self._reception.accept(incoming)

    async def close(self) -> None:
        """End; what is under way comes to its end, the rest waits in the store."""
        reception, delivery = self._reception, self._delivery
        self._reception = None
        if reception is not None and delivery is not None:
            await reception.worker.stop()
            await delivery.worker.stop()
