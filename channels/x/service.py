"""X as a messaging service: what comes of a message or mention, and how letters are sent."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from typing import Any

from channels.dutch_time import clock_time
from channels.errors import InDoubt, NotReady, NotSent, TryLater
from channels.messaging import typed
from channels.messaging.service import Body, Handled, Incoming, Letter
from channels.render import split
from channels.sentences import DEFAULT_LANGUAGE, LANGUAGES, in_both, in_language, read
from channels.turn import Turns
from channels.x.allowance import Allowance
from channels.x.client import MAX_MESSAGE_CHARACTERS, DuplicatePost, XClient
from channels.x.events import DirectMessage, Mention
from runtime.conversations import queue, schema
from runtime.conversations.errors import StoreUnavailable

CHANNEL = "x"
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

    async def incoming(self, event: DirectMessage | Mention, turns: Turns) -> Incoming | None:
        """Return an event as it is stored, or nothing when it says nothing.

        Raises:
            NotReady: when the store is not there.
        """
        if isinstance(event, Mention):
            # One reply in a thread, however often the same person calls us there.
            call = f"mention\0{event.thread}\0{event.author}"
            body: Body = {"post": event.id, "language": event.language}
            return Incoming(call, turns.conversation(CHANNEL, call), body)
        kept = typed.to_keep(event.text, has_attachment=event.has_attachment)
        if kept is None:
            return None
        now = await typed.present_conversation(turns, CHANNEL, event.sender)
        body = {"person": event.sender, "kept": kept}
        return Incoming(event.id, now.conversation, body, int(event.id))

    async def handle(self, incoming: Incoming, turns: Turns) -> Handled:
        """Answer, and tell the person when the answer comes if that takes long."""
        body = incoming.body
        if "post" in body:
            text = invitation(body["post"], body["language"], time.time())
            return Handled([_letter(incoming.conversation, post=body["post"], text=text)])
        person = body["person"]
        said = await typed.answer(turns, CHANNEL, person, incoming.update_id, body["kept"])
        letters = [
            _letter(said.conversation, person=person, text=part)
            for part in split(said.text, MAX_MESSAGE_CHARACTERS)
        ]
        now, comes_at = time.time(), self._allowance.answer_at(await _waiting(turns))
        if comes_at - now > NOTICE_FROM_SECONDS and self._told.get(person, 0.0) < now:
            text = in_language(CHANNEL, "waiting", said.language).format(time=clock_time(comes_at))
            notice = _letter(said.conversation, person=person, text=text, until=comes_at)
            letters.insert(0, notice)
        return Handled(letters)

    def sorry(self, incoming: Incoming, problem: str) -> Sequence[Letter]:
        """Return the apology; a public post gets none."""
        if "post" in incoming.body:
            return []
        text = in_both("problems", problem)
        return [_letter(incoming.conversation, person=incoming.body["person"], text=text)]

    async def send(self, letter: Letter) -> None:
        """Send a letter, as soon as X takes it."""
        body = letter.body
        if "post" in body:
            await self._reply(body)
        elif "until" in body:
            await self._notify(body)
        elif not await self._was_sent(body):
            wait = self._allowance.answer_at() - time.time()
            if wait > 0:
                raise TryLater(wait)
            await self._message(body)

    def in_doubt(self, letter: Letter) -> Letter | None:
        """Return the letter with a note to ask first whether it was sent; not for a notice."""
        if "until" in letter.body:
            return None
        return Letter(letter.conversation, {**letter.body, "doubted_at": time.time()})

    async def _reply(self, body: Body) -> None:
        try:
            await self._client.reply(body["post"], body["text"])
        except DuplicatePost:
            if "doubted_at" not in body:  # else it is our own, so it was sent
                raise

    async def _notify(self, body: Body) -> None:
        """Send a notice, or leave it when it comes too late or would cost an answer."""
        if time.time() < body["until"] and self._allowance.has_room_for_notice():
            now = time.time()
            self._told = {who: until for who, until in self._told.items() if until > now}
            self._told[body["person"]] = body["until"]
            await self._message(body)

    async def _message(self, body: Body) -> None:
        self._allowance.spend()
        try:
            self._allowance.learn(await self._client.send_message(body["person"], body["text"]))
        except TryLater as exc:
            self._allowance.close(exc.seconds)
            raise

    async def _was_sent(self, body: Body) -> bool:
        """Tell whether X has a letter in doubt already."""
        if "doubted_at" not in body:
            return False
        wait = body["doubted_at"] + LISTED_AFTER_SECONDS - time.time()
        if wait > 0:
            raise TryLater(wait)
        try:
            return await self._client.has_sent(body["person"], body["text"], body["made_at"])
        except InDoubt as exc:
            raise NotSent("X does not say what it has") from exc


def invitation(post: str, language: str | None, now: float) -> str:
    """Return the public reply; it differs from post to post, since X takes no text twice."""
    variants = read(CHANNEL)["mention"]
    variant = variants[zlib.crc32(post.encode()) % len(variants)]
    text: str = variant[language if language in LANGUAGES else DEFAULT_LANGUAGE]
    return text.format(time=clock_time(now))


def _letter(conversation: str, **body: Any) -> Letter:
    return Letter(conversation, {**body, "made_at": time.time()})


async def _waiting(turns: Turns) -> int:
    assert turns.agent is not None
    try:
        waiting: int = await turns.agent.tracker_store.database.run(
            queue.count, schema.outbox, CHANNEL
        )
    except StoreUnavailable as exc:
        raise NotReady(str(exc)) from exc
    return waiting
