"""A letter is sent once, in its order, and one that cannot be sent holds nobody else up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from channels.errors import Blocked, InDoubt, NotSent, TryLater, Unsendable
from channels.messaging import delivery
from channels.messaging.service import Leaving
from channels.messaging.worker import back_off
from runtime.conversations import log
from tests.channels.messaging.postbox import CLAIM_SECONDS, Post, Postbox, run


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for long."""
    monkeypatch.setattr(delivery, "back_off", lambda attempts: 0.01)


def _play(folder: Path, *failures: Exception, repeatable: bool = False) -> list[str]:
    service = Postbox(repeatable=repeatable)
    service.sending = list(failures)

    async def scene(post: Post) -> list[str]:
        await post.bring("a", "b")
        return list(await post.quiet())

    sent: list[str] = run(folder, scene, service)
    return sent


@pytest.mark.parametrize(
    ("failures", "sent"),
    [
        ([NotSent(), NotSent()], ["to a", "to b"]),
        ([TryLater(0.05)], ["to a", "to b"]),
        ([TryLater(0.05, everything=True)], ["to a", "to b"]),
        ([Unsendable()], ["to b"]),
        ([InDoubt()], ["in doubt", "to b"]),
        ([InDoubt(), InDoubt()], ["to b"]),
        ([KeyError()], ["in doubt", "to b"]),
    ],
)
def test_a_letter_is_sent_once_or_not_at_all(
    tmp_path: Path, failures: list[Exception], sent: list[str]
) -> None:
    assert _play(tmp_path, *failures) == sent


def test_a_service_that_tells_repeats_gets_a_letter_in_doubt_again(tmp_path: Path) -> None:
    assert _play(tmp_path, InDoubt(), repeatable=True) == ["to a", "to b"]


def test_who_blocks_has_the_conversation_deleted(tmp_path: Path) -> None:
    service = Postbox()
    service.sending = [Blocked()]

    async def scene(post: Post) -> Any:
        said = [{"event": "user", "text": "hello", "timestamp": 1.0}]
        await post.database.run(log.append, post.conversation(), 0, said, {})
        await post.bring("a")
        await post.quiet()
        return await post.database.run(log.load_all, post.conversation())

    assert run(tmp_path, scene, service) == []
    assert service.sent == []


def test_one_conversation_that_has_to_wait_holds_no_other_up(tmp_path: Path) -> None:
    class Refusing(Postbox):
        async def send(self, letter: Any, leaving: Leaving) -> None:
            if letter["text"] == "to slow" and "to quick" not in self.sent:
                raise TryLater(0.05)
            await super().send(letter, leaving)

    async def scene(post: Post) -> list[str]:
        await post.bring("slow", chat="a")
        await post.bring("quick", chat="b")
        return list(await post.quiet())

    assert run(tmp_path, scene, Refusing()) == ["to quick", "to slow"]


class Killed(Postbox):
    """Its letters are under way when the process ends; some had not left yet."""

    def __init__(self, *, has_left: bool) -> None:
        super().__init__()
        self.has_left = has_left

    async def send(self, letter: Any, leaving: Leaving) -> None:
        if self.has_left:
            await leaving()
        await asyncio.sleep(60)


@pytest.mark.parametrize(
    ("has_left", "repeatable", "sent"),
    [
        (True, False, ["in doubt", "to b"]),
        (True, True, ["to a", "to b"]),
        (False, False, ["to a", "to b"]),
    ],
)
def test_a_letter_whose_sending_was_cut_off_by_a_kill(
    tmp_path: Path, has_left: bool, repeatable: bool, sent: list[str]
) -> None:
    async def killed() -> None:
        post = Post(tmp_path, Killed(has_left=has_left))
        post.office.open(post.turns)
        await post.bring("a", "b")
        while len(post.service.arrived) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(CLAIM_SECONDS / 2)
        post.end()

    async def go_on(post: Post) -> list[str]:
        return list(await post.quiet())

    with asyncio.Runner() as runner:
        runner.run(killed())
    assert run(tmp_path, go_on, Postbox(repeatable=repeatable)) == sent


def test_a_letter_that_waited_too_long_is_left_to_who_has_it_now(tmp_path: Path) -> None:
    class Slow(Postbox):
        waits = 2 * CLAIM_SECONDS

        async def send(self, letter: Any, leaving: Leaving) -> None:
            seconds, self.waits = self.waits, 0.0
            await asyncio.sleep(seconds)
            await super().send(letter, leaving)

    async def scene(post: Post) -> list[str]:
        await post.bring("a")
        await post.quiet()
        await asyncio.sleep(2 * CLAIM_SECONDS)
        return list(post.service.sent)

    assert run(tmp_path, scene, Slow()) == ["to a"]


def test_what_is_too_old_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "KEPT_SECONDS", -1)
    assert _play(tmp_path) == []


def test_each_try_is_counted(tmp_path: Path) -> None:
    service = Postbox()
    service.sending = [NotSent(), TryLater(0.01), Unsendable()]

    async def scene(post: Post) -> str:
        await post.bring("a", "b")
        await post.quiet()
        return post.turns.metrics.text().decode()

    figures = run(tmp_path, scene, service)
    for result in ("not_sent", "try_later", "unsendable", "sent"):
        assert f'ind_letters_total{{channel="postbox",result="{result}"}} 1.0' in figures


def test_it_waits_longer_after_each_try_but_never_very_long() -> None:
    assert [back_off(attempts) for attempts in (1, 2, 3, 7, 99)] == [1, 2, 4, 60, 60]
