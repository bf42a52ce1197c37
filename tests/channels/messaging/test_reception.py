"""What a service brings is handled once and in order, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from channels.errors import NotReady, TooMany, TurnFailed
from channels.messaging import reception
from channels.messaging.office import Office
from channels.messaging.service import Incoming
from runtime.conversations import log, schema
from runtime.conversations.sealing import Seal
from tests.channels.messaging.postbox import Post, Postbox, opened, run


def test_an_update_that_comes_three_times_is_handled_once(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        assert await post.bring("a", "b") == [True, True]
        assert await post.bring("a", "b") == [False, False]
        assert await post.quiet() == ["to a", "to b"]
        assert await post.bring("a") == [False]
        assert await post.quiet() == ["to a", "to b"]

    run(tmp_path, scene)


def test_a_chat_keeps_its_order_while_others_go_on(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        post.service.seconds = 0.02
        for number in range(5):
            for chat in ("x", "y", "z"):
                await post.bring(f"{chat}{number}", chat=chat, start=number)
        sent = await post.quiet()
        for chat in ("x", "y", "z"):
            assert [s for s in sent if chat in s] == [f"to {chat}{n}" for n in range(5)]

    run(tmp_path, scene)


@pytest.mark.parametrize(
    ("failures", "said"),
    [
        ([NotReady()], "to a"),
        ([ValueError()], "to a"),
        ([ValueError()] * 3, "failed"),
        ([TooMany(5)], "too_many"),
        ([TurnFailed()], "failed"),
    ],
)
def test_who_wrote_gets_an_answer_or_a_kind_sentence(
    tmp_path: Path, failures: list[Exception], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "back_off", lambda attempts: 0.01)
    service = Postbox()
    service.handling = list(failures)

    async def scene(post: Post) -> None:
        await post.bring("a")
        assert await post.quiet() == [said]

    run(tmp_path, scene, service)


def test_who_waits_long_enough_is_told_that_it_does_not_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "PATIENCE_SECONDS", 0.0)
    service = Postbox()
    service.handling = [NotReady()]

    async def scene(post: Post) -> None:
        await post.bring("a")
        assert await post.quiet() == ["not_ready"]

    run(tmp_path, scene, service)


def test_what_was_acknowledged_before_a_kill_is_answered_after_it(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        post.service.seconds = 60  # the process ends while it works on the update
        await post.bring("a", "b")

    async def go_on(post: Post) -> None:
        assert await post.quiet() == ["to a", "to b"]

    async def killed() -> None:
        post = Post(tmp_path, Postbox())
        post.office.open(post.turns)
        await scene(post)
        post.end()

    with asyncio.Runner() as runner:  # cancels what is under way, as the end of a process does
        runner.run(killed())
    run(tmp_path, go_on)


def test_after_a_deletion_what_waited_goes_on_in_a_new_conversation(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        post.service.seconds = 0.05
        await post.bring("a", "delete", "b", "delete", "c")
        assert await post.quiet() == ["to a", "deleted", "to b", "deleted", "to c"]
        assert await post.bring("a", "delete") == [False, False]
        assert await post.database.run(log.load_all, post.conversation()) == []

    run(tmp_path, scene)


def test_nothing_of_an_update_can_be_read_in_the_files_while_it_waits(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        post.service.seconds = 0.5
        await post.bring("a secret word", chat="1234567890")
        files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert b"arrivals" in files
        assert b"secret word" not in files
        assert b"1234567890" not in files
        await post.quiet()

    run(tmp_path, scene)


def test_what_another_secret_sealed_is_dropped(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        post.turns.seal = Seal("cd" * 32)
        await post.bring("a")
        post.turns.seal = Seal("ab" * 32)
        await post.bring("b", start=1)
        assert await post.quiet() == ["to b"]

    run(tmp_path, scene)


def test_before_the_server_listens_nothing_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(NotReady):
        asyncio.run(Office(Postbox()).accept(Incoming("1", "me", {})))


def test_without_the_store_nothing_is_acknowledged(tmp_path: Path) -> None:
    async def scene(post: Post) -> None:
        await post.database.run(lambda c: c.exec_driver_sql(f"DROP TABLE {schema.arrivals.name}"))
        with pytest.raises(NotReady):
            await post.bring("a")

    run(tmp_path, scene)


def test_what_comes_at_once_is_stored_in_few_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(post: Post) -> None:
        transactions = []
        run_in_database = post.database.run

        async def counted(work: Any, *arguments: Any) -> Any:
            transactions.append(work.__name__)
            return await run_in_database(work, *arguments)

        monkeypatch.setattr(post.database, "run", counted)
        updates = [Incoming(str(n % 40), f"chat{n % 40}", {"text": "a"}) for n in range(80)]
        new = await asyncio.gather(*(post.office.accept(update) for update in updates))
        assert sum(new) == 40
        assert transactions.count("_add") <= 3
        await post.quiet()

    run(tmp_path, scene)


def test_closing_waits_for_what_is_under_way(tmp_path: Path) -> None:
    async def go() -> list[str]:
        service = Postbox()
        service.seconds = 0.2
        async with opened(tmp_path, service) as post:
            await post.bring("a")
            await asyncio.sleep(0.1)
        return service.arrived

    assert asyncio.run(go()) == ["a"]
