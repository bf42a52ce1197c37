"""Mastodon as a messaging service: what comes of a mention, and how replies are posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import uuid4

from channels.mastodon.client import MastodonClient
from channels.mastodon.reading import Post
from channels.mastodon.writing import DIRECT, Limits, length, reply_visibility
from channels.messaging import typed
from channels.messaging.service import Arrived, Body, Handled, Incoming, Leaving
from channels.render import split
from channels.texts import read, sentence
from channels.turn import Turns
from runtime.privacy.redaction import redact

CHANNEL = "mastodon"
TEXTS = "mastodon/texts"
LONGEST_WARNING = 100  # of the content warning; a longer one would leave no room for the reply


class MastodonService:
    """Answers every post that mentions the account, in the same thread."""

    name = CHANNEL
    repeatable = True  # a letter has a key; the server tells by it that it comes again
    places = 4

    def __init__(self, client: MastodonClient) -> None:
        self._client = client
        self.limits = Limits()  # of the server, once they are known

    async def handle(self, arrived: Arrived, turns: Turns) -> Handled:
        """Answer, and ask people to take back what they should not have said in the open."""
        body = arrived.body
        said = await typed.answer(turns, CHANNEL, arrived, body["kept"], body["language"])
        text = said.text
        if body["is_open"] and body["kept"].get("masked"):
            text = f"{read(TEXTS)['exposed'][said.language]}\n\n{text}"
        return Handled(list(self._forms(body["reply"], text, said.language)), said.erase)

    def sorry(self, arrived: Arrived, problem: str) -> Sequence[Body]:
        """Return the apology."""
        return list(self._forms(arrived.body["reply"], sentence(problem), None))

    async def send(self, letter: Body, leaving: Leaving) -> None:
        """Post a part of a reply."""
        form = dict(letter)
        key = form.pop("key")
        await self._client.post(form, key)

    def in_doubt(self, letter: Body) -> Body | None:
        """Return the letter itself: it is not asked for, as the server tells repeats."""
        return letter

    def _forms(self, reply: Body, text: str, language: str | None) -> Iterator[Body]:
        """Return the posts of a reply; each names the person, or a private one reaches nobody."""
        address = f"@{reply['address']} "
        taken = length(f"{address}{reply['spoiler_text']}", self.limits)
        count = partial(length, limits=self.limits)
        for part in split(text, self.limits.characters - taken, count):
            form = {name: value for name, value in reply.items() if name != "address" and value}
            form |= {"status": f"{address}{part}", "key": uuid4().hex}
            yield form | ({"language": language} if language else {})


def incoming(post: Post) -> Incoming | None:
    """Return a post as it is stored, or nothing when it says nothing."""
    kept = typed.to_keep(post.text, has_attachment=post.has_attachment)
    if kept is None:
        return None
    visibility = reply_visibility(post.visibility)
    is_open = visibility != DIRECT
    body: Body = {
        "kept": kept,
        "language": post.language,
        "is_open": is_open,
        "reply": {
            "address": post.address,
            "in_reply_to_id": post.id,
            "visibility": visibility,
            "spoiler_text": redact(post.warning).text[:LONGEST_WARNING],
        },
    }
    # What somebody said in private has no effect on a reply that others can read.
    chat = f"{post.author} in public" if is_open else post.author
    position = int(post.id) if post.id.isdecimal() else 0  # ids of Mastodon grow with time
    return Incoming(post.id, chat, body, position)
