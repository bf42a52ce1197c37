"""What people get who write to the bot, from their message to what they read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from channels.choices import CHOICE_ID
from channels.errors import NotReady
from channels.telegram.texts import text
from channels.texts import sentence
from runtime.conversations import log
from tests.channels.telegram.conftest import Play, Scene
from tests.fakes.telegram import BOT
from tests.fakes.telegram_people import Group, Person

LINK = f"https://t.me/{BOT['username']}?start=group"
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
FILE = {"file_id": "a", "file_unique_id": "b"}


def test_a_question_is_answered_and_shown_as_it_is(play: Play) -> None:
    async def scene(s: Scene) -> list[str]:
        s.person.say("hello & <goodbye>")
        return await s.replies(1)

    assert play(scene) == ["You said <hello & <goodbye>>"]


def test_the_answer_comes_by_polling_too(play: Play) -> None:
    async def scene(s: Scene) -> list[str]:
        for number in range(3):
            s.person.say(f"hello {number}")
        return await s.replies(3)

    assert play(scene, "polling") == [f"You said <hello {number}>" for number in range(3)]


def test_a_choice_is_a_button_that_can_be_pressed_once(play: Play) -> None:
    async def scene(s: Scene) -> Scene:
        s.person.say("choices")
        await s.replies(1)
        rows = s.person.said[0]["reply_markup"]["inline_keyboard"]
        assert [[button["text"] for button in row] for row in rows] == [["One"], ["Two"]]
        assert all(CHOICE_ID.fullmatch(row[0]["callback_data"]) for row in rows)
        s.person.press("Two")
        await s.replies(2)
        return s

    s = play(scene)
    assert s.assistant.seen == ["choices", "choice:two"]
    assert "reply_markup" not in s.person.said[0]
    order = [m for m, _ in s.fake.calls if m in ("answerCallbackQuery", "editMessageReplyMarkup")]
    assert order == ["answerCallbackQuery", "editMessageReplyMarkup"]
    assert len(s.fake.answered) == 1


def test_a_choice_that_was_made_up_or_is_somebody_elses_is_none(play: Play) -> None:
    async def scene(s: Scene) -> list[str]:
        s.person.say("choices")
        await s.replies(1)
        other = Person(s.fake, 4712)
        other.chat.messages.append({**s.person.said[0], "chat": other.form})
        other.press("One")
        return [m["text"] for m in await s.fake.said(4712, 2)]

    assert play(scene)[1] == text("old_choice", "en")


@pytest.mark.parametrize("typed", ["choice:two", "/choice:two", "ｃｈｏｉｃｅ:two"])
def test_a_payload_that_is_typed_is_no_choice(play: Play, typed: str) -> None:
    async def scene(s: Scene) -> list[str]:
        s.person.say(typed)
        await s.replies(1)
        return s.assistant.seen

    assert "choice:two" not in play(scene)


@pytest.mark.parametrize("command", ["start", "help", "privacy"])
@pytest.mark.parametrize(("code", "language"), [("en", "en"), ("nl-BE", "nl"), (None, "en")])
def test_a_command_is_answered_in_the_language_of_the_persons_telegram(
    play: Play, command: str, code: str | None, language: str
) -> None:
    async def scene(s: Scene) -> Any:
        person = Person(s.fake, 1, code)
        person.say(f"/{command}@{BOT['username']} group")
        return (await s.fake.said(1, 1))[0]["text"]

    said = play(scene)
    assert said == text(command, language, **({"days": 28} if command == "privacy" else {}))


def test_a_language_that_was_chosen_counts_more_than_that_of_telegram(play: Play) -> None:
    async def scene(s: Scene) -> Scene:
        s.person.say("/nl")
        await s.replies(1)
        s.person.say("mvv?")
        s.person.say("/help")
        await s.replies(3)
        return s

    s = play(scene)
    assert s.assistant.seen[0] == "in het Nederlands graag"
    assert [m["language"] for m in s.assistant.metadata] == ["en", "nl"]
    assert s.person.said[2]["text"] == text("help", "nl")


def test_phone_asks_for_a_person(play: Play) -> None:
    async def scene(s: Scene) -> list[str]:
        s.person.say("/phone")
        await s.replies(1)
        return s.assistant.seen

    assert play(scene) == ["I want to speak to a person"]


def test_an_unknown_command_is_no_question(play: Play) -> None:
    async def scene(s: Scene) -> tuple[list[str], list[str]]:
        s.person.say("/restart")
        return await s.replies(1), s.assistant.seen

    assert play(scene) == ([text("unknown_command", "en")], [])


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        ({"photo": PHOTO, "caption": "my letter"}, "photo"),
        ({"voice": {**FILE, "duration": 1}}, "voice"),
        ({"video": {**FILE, "duration": 1, "width": 1, "height": 1}}, "voice"),
        (
            {
                "sticker": {
                    **FILE,
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            "sticker",
        ),
        ({"document": FILE}, "document"),
        ({"location": {"latitude": 52.0, "longitude": 4.3}}, "location"),
        ({"contact": {"phone_number": "+31612345678", "first_name": "Ali"}}, "contact"),
        ({"dice": {"emoji": "🎲", "value": 1}}, "sticker"),
    ],
)
def test_what_is_no_text_gets_a_kind_answer_and_is_not_kept(
    play: Play, parts: dict[str, Any], answer: str
) -> None:
    async def scene(s: Scene) -> tuple[list[str], list[str]]:
        s.person.send(**parts)
        return await s.replies(1), s.assistant.seen

    assert play(scene) == ([text(answer, "en")], [])


def test_an_edited_message_is_not_taken_for_a_new_one(play: Play) -> None:
    async def scene(s: Scene) -> tuple[list[str], list[str]]:
        s.person.edit("hello again")
        return await s.replies(1), s.assistant.seen

    assert play(scene) == ([text("edited", "en")], [])


def test_a_message_that_is_too_long_is_not_taken_in(play: Play) -> None:
    async def scene(s: Scene) -> tuple[list[str], list[str]]:
        s.person.say("a" * 1_001)
        return await s.replies(1), s.assistant.seen

    said, seen = play(scene)
    assert "too long" in said[0]
    assert seen == []


def test_what_telegram_itself_says_in_a_chat_gets_no_answer(play: Play) -> None:
    async def scene(s: Scene) -> int:
        s.person.send(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
        s.person.say("hello")
        return len(await s.replies(1))

    assert play(scene) == 1


def test_a_group_gets_one_line_with_a_link_and_no_more(play: Play) -> None:
    async def scene(s: Scene) -> tuple[list[dict[str, Any]], list[str]]:
        group = Group(s.fake, -100)
        group.add_bot(s.person)
        await s.fake.said(-100, 1)
        for _ in range(3):
            group.say(s.person, "/start@ind_test_bot my number is 2812345678")
        s.person.say("hello")
        await s.replies(1)
        return group.chat.messages, s.assistant.seen

    said, seen = play(scene)
    assert [LINK in message["text"] for message in said] == [True]
    assert seen == ["hello"]


def test_delete_deletes_at_once_and_the_person_may_come_back(play: Play) -> None:
    async def scene(s: Scene) -> Scene:
        for words in ("hello", "/delete", "hello again", "/delete", "once more"):
            s.person.say(words)
        await s.replies(5)
        return s

    s = play(scene)
    assert [m["text"] for m in s.person.said][1] == text("deleted", "en")
    assert s.assistant.seen == ["hello", "hello again", "once more"]


def test_what_was_deleted_is_gone_with_all_that_waited(play: Play) -> None:
    async def scene(s: Scene) -> tuple[int, int]:
        database = s.assistant.tracker_store.database
        s.person.say("hello")
        await s.replies(1)
        before = len(await database.run(log.load_all, s.turns.conversation("telegram", "4711")))
        s.person.say("/delete")
        await s.replies(2)
        after = len(await database.run(log.load_all, s.turns.conversation("telegram", "4711")))
        return before, after

    assert play(scene) == (3, 0)


@pytest.mark.parametrize("answers_first", [True, False])
def test_who_blocks_the_bot_has_the_conversation_deleted(play: Play, answers_first: bool) -> None:
    async def scene(s: Scene) -> int:
        database = s.assistant.tracker_store.database
        conversation = s.turns.conversation("telegram", "4711")
        s.person.say("hello")
        await s.replies(1)
        if answers_first:
            s.person.block()
        else:
            s.person.chat.blocked = True  # noticed by sending only
            s.person.say("hello?")
        for _ in range(500):
            if not (left := await database.run(log.load_all, conversation)):
                break
            await asyncio.sleep(0.01)
        return len(left)

    assert play(scene) == 0


def test_while_a_turn_takes_long_the_bot_is_typing(play: Play) -> None:
    async def scene(s: Scene) -> tuple[int, int]:
        s.person.say("quick")
        await s.replies(1)
        quick = s.person.chat.actions
        s.assistant.seconds = 0.6
        s.person.say("slow")
        await s.replies(2)
        return quick, s.person.chat.actions

    assert play(scene) == (0, 1)


def test_personal_data_are_masked_and_the_assistant_knows_it(play: Play) -> None:
    async def scene(s: Scene) -> Scene:
        s.person.say("my bsn is 111222333")
        await s.replies(1)
        return s

    s = play(scene)
    assert "111222333" not in s.assistant.seen[0]
    assert s.assistant.metadata[0]["redacted"] == ["BSN"]


def test_a_turn_that_fails_is_tried_again_and_then_excused(play: Play) -> None:
    async def scene(s: Scene) -> list[str]:
        s.assistant.failures = [NotReady()]
        s.person.say("hello")
        await s.replies(1)
        s.assistant.failures = [ValueError()] * 9
        s.person.say("hello?")
        return await s.replies(2)

    said = play(scene)
    assert said == ["You said <hello>", sentence("failed", "en")]


def test_who_sends_far_too_much_is_told(play: Play) -> None:
    async def scene(s: Scene) -> list[str]:
        for number in range(22):
            s.person.say(f"hello {number}")
        return await s.replies(22)

    said = play(scene)
    assert said[:20] == [f"You said <hello {number}>" for number in range(20)]
    assert sentence("too_many", "en") in said[20:]
