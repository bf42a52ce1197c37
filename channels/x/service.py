"""X as a messaging service: what comes of a message or mention, and how letters are sent."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence

from channels.dutch_time import clock_time
from channels.errors import InDoubt, NotSent, TryLater
from channels.messaging import typed
from channels.messaging.service import Arrived, Body, Handled, Incoming, Leaving
from channels.render import split
from channels.texts import DEFAULT_LANGUAGE, known_language, read, sentence
from channels.turn import Turns
from channels.x.allowance import Allowance
from channels.x.client import MAX_MESSAGE_CHARACTERS, DuplicatePost, XClient
from channels.x.events import DirectMessage, Mention
from runtime.conversations import queue, schema

CHANNEL = "x"
TEXTS = "x/texts"
NOTICE_FROM_SECONDS = 120.0  # who waits less is not told so
LISTED_AFTER_SECONDS = 15.0  # a message that X has taken stands in its list by then


class XService:
    """Answers direct messages, and a mention with one invitation to write one."""

    name = CHANNEL
    repeatable = False  # X has no keys for that, but it can be asked what was sent
    places = 4

    def __init__(self, client: XClient, allowance: Allowance | None = None) -> None:
        self._client = client
        self._allowance = allowance or Allowance()
        self._told: dict[str, float] = {}  # who was told until when to wait

    async def handle(self, arrived: Arrived, turns: Turns) -> Handled:
        """Answer, and tell the person when the answer comes if that takes long."""
        body, now = arrived.body, time.time()
        if "post" in body:
            text = invitation(body["post"], body["language"], now)
            return Handled([{"post": body["post"], "text": text}])
        said = await typed.answer(turns, CHANNEL, arrived, body["kept"])
        letters = [
            {"person": arrived.chat, "text": part, "made_at": now}
            for part in split(said.text, MAX_MESSAGE_CHARACTERS)
        ]
        comes_at = self._allowance.answer_at(await _waiting(turns))
        if comes_at - now > NOTICE_FROM_SECONDS and self._told.get(arrived.chat, 0.0) < now:
            text = read(TEXTS)["waiting"][said.language].format(time=clock_time(comes_at))
            letters.insert(0, {"person": arrived.chat, "text": text, "until": comes_at})
        return Handled(letters, said.erase)

    def sorry(self, arrived: Arrived, problem: str) -> Sequence[Body]:
        """Return the apology; a public post gets none."""
        if "post" in arrived.body:
            return []
        return [{"person": arrived.chat, "text": sentence(problem), "made_at": time.time()}]

    async def send(self, letter: Body, leaving: Leaving) -> None:
        """Send a letter, as soon as X takes it."""
        if "post" in letter:
            await self._reply(letter, leaving)
        elif "until" in letter:
            await self._notify(letter, leaving)
        elif not await self._was_sent(letter):
            wait = self._allowance.answer_at() - time.time()
            if wait > 0:
                raise TryLater(wait)
            await self._message(letter, leaving)

    def in_doubt(self, letter: Body) -> Body | None:
        """Return the letter with a note to ask first whether it was sent; not for a notice."""
        return None if "until" in letter else {**letter, "doubted_at": time.time()}

    async def _reply(self, letter: Body, leaving: Leaving) -> None:
        await leaving()
        try:
            await self._client.reply(letter["post"], letter["text"])
        except DuplicatePost:
            if "doubted_at" not in letter:  # else it is our own, so it was sent
                raise

    async def _notify(self, letter: Body, leaving: Leaving) -> None:
        """Send a notice, or leave it when it comes too late or would cost an answer."""
        if time.time() < letter["until"] and self._allowance.has_room_for_notice():
            now = time.time()
            self._told = {who: until for who, until in self._told.items() if until > now}
            self._told[letter["person"]] = letter["until"]
            await self._message(letter, leaving)

    async def _message(self, letter: Body, leaving: Leaving) -> None:
        await leaving()
        self._allowance.spend()
        try:
            self._allowance.learn(await self._client.send_message(letter["person"], letter["text"]))
        except TryLater as exc:
            self._allowance.close(exc.seconds)
            raise

    async def _was_sent(self, letter: Body) -> bool:
        """Tell whether X has a letter in doubt already."""
        if "doubted_at" not in letter:
            return False
        wait = letter["doubted_at"] + LISTED_AFTER_SECONDS - time.time()
        if wait > 0:
            raise TryLater(wait)
        try:
            return await self._client.has_sent(letter["person"], letter["text"], letter["made_at"])
        except InDoubt as exc:
            raise NotSent("X does not say what it has") from exc


def incoming(event: DirectMessage | Mention) -> Incoming | None:
    """Return an event as it is stored, or nothing when it says nothing."""
    if isinstance(event, Mention):
        # One reply in a thread, however often the same person calls us there.
        call = f"mention\0{event.thread}\0{event.author}"
        return Incoming(call, call, {"post": event.id, "language": event.language})
    kept = typed.to_keep(event.text, has_attachment=event.has_attachment)
    if kept is None:
        return None
    return Incoming(event.id, event.sender, {"kept": kept}, int(event.id))


def invitation(post: str, language: str | None, now: float) -> str:
    """Return the public reply; it differs from post to post, since X takes no text twice."""
    variants = read(TEXTS)["mention"]
    variant = variants[zlib.crc32(post.encode()) % len(variants)]
    text: str = variant[known_language(language) or DEFAULT_LANGUAGE]
    return text.format(time=clock_time(now))


async def _waiting(turns: Turns) -> int:
    return await turns.run(queue.count, schema.outbox, CHANNEL)
