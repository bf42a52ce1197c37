"""What a turn costs in a conversation that is already long."""

from __future__ import annotations

from tests.reliability.client import client, send
from tests.reliability.messages import new_message, new_word
from tests.reliability.servers import Fleet
from tests.reliability.sql import execute
from tests.reliability.stored import read_events

WANTED = "turn 1,000 costs <= 1.5 times turn 10"
TURNS = 9  # the limit lets 20 through at once, on one server
# Stock Rasa numbers its events with a sequence of another name, so it is looked up.
SEQUENCE = "SELECT sequencename FROM pg_sequences WHERE sequencename LIKE 'events%'"
BEGUN = "SELECT max(id) FROM events WHERE sender_id = :id AND type_name = 'session_started'"
COPY = """
INSERT INTO events (id, sender_id, type_name, timestamp, intent_name, action_name, data)
SELECT nextval(:sequence), sender_id, type_name, timestamp, intent_name, action_name, data
FROM events, generate_series(1, :times) AS copy
WHERE sender_id = :conversation AND id > :first
ORDER BY copy, id
"""


async def measure(fleet: Fleet, turns: int) -> dict[str, float]:
    """Take a few turns, make the conversation that long with copies of them, and take a few more.

    The copies keep out of the figure what the limit of turns a minute would cost in time.
    """
    sender = f"growth-{new_word()}"
    early, marker = await _cost(fleet, sender)
    _lengthen(fleet.postgres.url, marker, turns // TURNS)
    late, _ = await _cost(fleet, sender)
    return {"turns": turns, "early CPU ms": early, "late CPU ms": late, "times": late / early}


async def _cost(fleet: Fleet, sender: str) -> tuple[float, str]:
    server = fleet.servers[0]
    running = [server, *fleet.helpers]
    async with client() as session:
        await send(session, server.url, new_message("growth-warm-up"))
        before = sum(one.cpu_seconds() for one in running)
        for _ in range(TURNS):
            message = new_message(sender, "What does a residence permit cost?")
            await send(session, server.url, message)
        used = sum(one.cpu_seconds() for one in running) - before
    return 1_000 * used / TURNS, message.marker


def _lengthen(url: str, marker: str, times: int) -> None:
    conversation = next(e.conversation for e in read_events(url) if e.marker == marker)
    values = {
        "conversation": conversation,
        "first": execute(url, BEGUN, id=conversation)[0][0] or 0,
    }
    execute(url, COPY, sequence=execute(url, SEQUENCE)[0][0], times=times, **values)
