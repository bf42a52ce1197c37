"""Mastodon as a messaging service: what comes of a mention, and how replies are posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import uuid4

from channels.mastodon.client import MastodonClient
from channels.mastodon.reading import Post
from channels.mastodon.writing import DIRECT, Limits, length, reply_visibility
from channels.messaging import typed
from channels.messaging.service import Body, Handled, Incoming, Letter
from channels.render import split
from channels.sentences import in_both, in_language
from channels.turn import Turns
from runtime.privacy.redaction import redact

CHANNEL = "mastodon"
LONGEST_WARNING = 100  # of the content warning; a longer one would leave no room for the reply


class MastodonService:
    """Answers every post that mentions the account, in the same thread."""

    name = CHANNEL
    repeatable = True  # a letter has a key; the server tells by it that it comes again
    places = 4

    def __init__(self, client: MastodonClient) -> None:
        self._client = client
        self.limits = Limits()  # of the server, once they are known

    async def incoming(self, post: Post, turns: Turns) -> Incoming | None:
        """Return a post as it is stored, or nothing when it says nothing.

        Raises:
            NotReady: when the store is not there.
        """
        kept = typed.to_keep(post.text, has_attachment=post.has_attachment)
        if kept is None:
            return None
        is_open = reply_visibility(post.visibility) != DIRECT
        # What somebody said in private has no effect on a reply that others can read.
        chat = f"{post.author} in public" if is_open else post.author
        body: Body = {
            "chat": chat,
            "kept": kept,
            "language": post.language,
            "is_open": is_open,
            "reply": {
                "address": post.address,
                "in_reply_to_id": post.id,
                "visibility": reply_visibility(post.visibility),
                "spoiler_text": redact(post.warning).text[:LONGEST_WARNING],
            },
        }
        now = await typed.present_conversation(turns, CHANNEL, chat)
        position = int(post.id) if post.id.isdecimal() else 0  # ids of Mastodon grow with time
        return Incoming(post.id, now.conversation, body, position)

    async def handle(self, incoming: Incoming, turns: Turns) -> Handled:
        """Answer, and ask people to take back what they should not have said in the open."""
        body = incoming.body
        said = await typed.answer(
            turns, CHANNEL, body["chat"], incoming.update_id, body["kept"], body["language"]
        )
        text = said.text
        if body["is_open"] and body["kept"].get("masked"):
            text = f"{in_language(CHANNEL, 'exposed', said.language)}\n\n{text}"
        forms = self._forms(body["reply"], text, said.language)
        return Handled([Letter(said.conversation, form) for form in forms])

    def sorry(self, incoming: Incoming, problem: str) -> Sequence[Letter]:
        """Return the apology."""
        forms = self._forms(incoming.body["reply"], in_both("problems", problem), None)
        return [Letter(incoming.conversation, form) for form in forms]

    async def send(self, letter: Letter) -> None:
        """Post a part of a reply."""
        form = dict(letter.body)
        key = form.pop("key")
        await self._client.post(form, key)

    def in_doubt(self, letter: Letter) -> Letter | None:
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
