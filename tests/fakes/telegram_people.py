"""People who write to the bot of the fake: what they do becomes updates."""

from __future__ import annotations

import time
from typing import Any

from tests.fakes.telegram import BOT, FakeTelegram

Json = dict[str, Any]


class Person:
    """Somebody with a private chat with the bot."""

    def __init__(self, fake: FakeTelegram, id_: int, language: str | None = "en") -> None:
        self.fake = fake
        self.user: Json = {"id": id_, "is_bot": False, "first_name": "Fatima"}
        if language is not None:
            self.user["language_code"] = language
        self.form: Json = {"id": id_, "type": "private", "first_name": "Fatima"}
        self.chat = fake.add_chat(self.form)

    @property
    def said(self) -> list[Json]:
        """Return what the bot said to this person."""
        return self.chat.messages

    def message(self, **parts: Any) -> Json:
        """Return a message of this person, as the API writes one."""
        return {
            "message_id": self.fake.next_message_id(),
            "from": self.user,
            "chat": self.form,
            "date": int(time.time()),
            **parts,
        }

    def say(self, text: str) -> Json:
        parts: Json = {"text": text}
        if text.startswith("/"):
            length = len(text.split()[0])
            parts["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self.send(**parts)

    def send(self, **parts: Any) -> Json:
        """Send something, such as a `photo`."""
        return self.fake.bring(self.user["id"], {"message": self.message(**parts)})

    def edit(self, text: str) -> Json:
        edited = {**self.message(text=text), "edit_date": int(time.time())}
        return self.fake.bring(self.user["id"], {"edited_message": edited})

    def press(self, title: str) -> Json:
        """Press the button with this title under the latest message that has it."""
        message, button = next(
            (message, button)
            for message in reversed(self.said)
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if button["text"] == title
        )
        query = {
            "id": f"query-{self.fake.next_message_id()}",
            "from": self.user,
            "message": message,
            "chat_instance": "1",
            "data": button["callback_data"],
        }
        return self.fake.bring(self.user["id"], {"callback_query": query})

    def block(self) -> Json:
        """Block the bot."""
        self.chat.blocked = True
        return self._membership("member", "kicked")

    def unblock(self) -> Json:
        self.chat.blocked = False
        return self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> Json:
        change = {
            "chat": self.form,
            "from": self.user,
            "date": int(time.time()),
            "old_chat_member": _member(old),
            "new_chat_member": _member(new),
        }
        return self.fake.bring(self.user["id"], {"my_chat_member": change})


class Group:
    """A group that the bot is in."""

    def __init__(self, fake: FakeTelegram, id_: int) -> None:
        self.fake = fake
        self.form: Json = {"id": id_, "type": "group", "title": "Neighbours"}
        self.chat = fake.add_chat(self.form)

    def say(self, person: Person, text: str) -> Json:
        message = {**person.message(text=text), "chat": self.form}
        return self.fake.bring(self.form["id"], {"message": message})

    def add_bot(self, person: Person) -> Json:
        change = {
            "chat": self.form,
            "from": person.user,
            "date": int(time.time()),
            "old_chat_member": _member("left"),
            "new_chat_member": _member("member"),
        }
        return self.fake.bring(self.form["id"], {"my_chat_member": change})


def _member(status: str) -> Json:
    return {"status": status, "user": BOT} | ({"until_date": 0} if status == "kicked" else {})


def buttons(message: Json) -> list[str]:
    """Return the titles of the buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
