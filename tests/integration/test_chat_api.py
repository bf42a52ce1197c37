"""The Chat API of the real server; the client holds every response to the OpenAPI document."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from channels.chat.texts import text
from channels.chat.tokens import IDLE_SECONDS
from channels.identity import new_token
from runtime.evaluation.server import RunningServer
from tests.channels.chat.chat_client import ChatClient, Response, read_document

LISTED_ORIGIN = "https://www.example.org"
QUESTION = "what is an mvv"
BSN = "111222333"


@pytest.fixture(scope="module")
def client(server: RunningServer) -> ChatClient:
    """Return a client of the server."""
    return ChatClient(server.url)


@pytest.fixture
def token(client: ChatClient) -> str:
    """Return the token of a new conversation in English."""
    return client.begin()


@pytest.fixture
def database(server: RunningServer) -> Iterator[sqlite3.Connection]:
    """Return a connection to the server's database."""
    with closing(sqlite3.connect(server.folder / "conversations.db", timeout=10)) as connection:
        yield connection


def new_id() -> str:
    """Return the id of a new message."""
    return uuid.uuid4().hex


def count(database: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has."""
    number: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return number


def buttons(response: Response) -> list[dict[str, str]]:
    """Return the buttons of a reply."""
    return [b for m in response.json["messages"] for b in m.get("buttons", ())]


def articles(response: Response) -> list[str]:
    """Return the articles of a reply."""
    return [m["answer"]["article"] for m in response.json["messages"] if "answer" in m]


def test_a_conversation_from_its_beginning_to_its_end(client: ChatClient) -> None:
    token = client.begin("nl")
    first = client.say(token, "wat is een mvv?", new_id())
    assert first.json["language"] == "nl"
    assert articles(first) == ["mvv-entry-overview"]
    chosen = buttons(first)[0]
    body = {"messageId": new_id(), "choice": chosen["choice"]}
    second = client.send("POST", "/messages", body, token)
    assert articles(second)[0] != "mvv-entry-overview"
    read = client.send("GET", "/messages", token=token).json["messages"]
    assert [m["number"] for m in read] == list(range(len(read)))
    assert read[0]["text"] == text("opening", "nl")
    assert [m["text"] for m in read if m["from"] == "user"] == ["wat is een mvv?", chosen["title"]]
    said = [m for m in read if m["from"] == "assistant"][1:]
    replies = [*first.json["messages"], *second.json["messages"]]
    assert [(m["number"], m["text"]) for m in said] == [(m["number"], m["text"]) for m in replies]
    assert client.send("DELETE", "/conversation", token=token).status == 204
    assert client.send("GET", "/messages", token=token).status == 401


def test_a_page_without_a_preference_gets_the_language_of_the_browser(client: ChatClient) -> None:
    client.move()
    for asked, language in (("nl-NL,nl;q=0.9,en;q=0.8", "nl"), ("de", "en")):
        response = client.send("POST", "/conversations", {}, Accept_Language=asked)
        assert response.json["language"] == language
        assert response.json["messages"][0]["text"] == text("opening", language)


def test_the_opening_is_the_introduction_and_it_comes_once(client: ChatClient) -> None:
    reply = client.say(client.begin("nl"), "wat is een mvv?", new_id())
    assert not any("computerprogramma" in m["text"] for m in reply.json["messages"])


def test_personal_data_come_back_masked(client: ChatClient, token: str) -> None:
    client.say(token, f"what is an mvv? my bsn is {BSN}", new_id())
    read = client.send("GET", "/messages", token=token)
    assert BSN not in read.body.decode()


def test_two_conversations_know_nothing_of_each_other(client: ChatClient) -> None:
    mine, other = client.begin(), client.begin()
    reply = client.say(mine, QUESTION, new_id())
    assert len(client.send("GET", "/messages", token=other).json["messages"]) == 1
    body = {"messageId": new_id(), "choice": buttons(reply)[0]["choice"]}
    assert client.send("POST", "/messages", body, other).status == 400
    assert client.send("DELETE", "/conversation", token=other).status == 204
    assert len(client.send("GET", "/messages", token=mine).json["messages"]) > 2


def test_every_operation_refuses_a_wrong_token_and_stores_nothing(
    client: ChatClient, database: sqlite3.Connection
) -> None:
    tables = ("events", "conversations", "inbox", "tombstones", "feedback", "chat_tokens")
    client.begin()
    before = [count(database, table) for table in tables]
    calls: list[tuple[str, str, object]] = [
        ("POST", "/messages", {"messageId": "a", "text": "hello"}),
        ("GET", "/messages", None),
        ("PUT", "/language", {"language": "nl"}),
        ("DELETE", "/conversation", None),
        ("GET", "/transcript", None),
        ("POST", "/feedback", {"article": "a", "helpful": True}),
    ]
    for method, path, body in calls:
        for wrong in (None, "", "short", new_token(), "é" * 43, "a" * 5_000):
            assert client.send(method, path, body, wrong).status == 401
    assert [count(database, table) for table in tables] == before


@pytest.mark.parametrize("column", ["last_used_at", "expires_at"])
def test_an_expired_token_is_refused_and_stores_nothing(
    client: ChatClient, database: sqlite3.Connection, column: str
) -> None:
    token = client.begin()
    began = "SELECT max(created_at) FROM chat_tokens"
    database.execute(
        f"UPDATE chat_tokens SET {column} = created_at - ? WHERE created_at = ({began})",  # noqa: S608
        (IDLE_SECONDS + 1,),
    )
    database.commit()
    before = count(database, "events")
    assert client.say(token, "hello", new_id()).status == 401
    assert count(database, "events") == before


def test_a_token_is_stored_nowhere(client: ChatClient, server: RunningServer) -> None:
    token = client.begin()
    client.say(token, "hello", new_id())
    for path in server.folder.iterdir():
        assert token.encode() not in path.read_bytes()


def test_a_message_that_comes_again_gets_the_same_reply_and_is_stored_once(
    client: ChatClient, token: str
) -> None:
    message_id = new_id()
    with ThreadPoolExecutor(3) as several:
        replies = list(several.map(lambda _: client.say(token, QUESTION, message_id), range(3)))
    replies.append(client.say(token, "another text", message_id))
    assert {reply.status for reply in replies} == {200}
    assert all(reply.json == replies[0].json for reply in replies)
    read = client.send("GET", "/messages", token=token).json["messages"]
    assert [m["from"] for m in read].count("user") == 1


def test_an_unknown_choice_is_refused_and_a_typed_payload_is_plain_text(
    client: ChatClient, token: str
) -> None:
    body = {"messageId": new_id(), "choice": "0" * 24}
    assert client.send("POST", "/messages", body, token).status == 400
    typed = client.say(token, "choice:fees-refund", new_id())
    assert typed.status == 200
    read = client.send("GET", "/messages", token=token).json["messages"]
    assert [m["text"] for m in read if m["from"] == "user"] == ["choice :fees-refund"]


def test_a_message_that_is_too_long_gets_a_sentence_and_is_no_turn(
    client: ChatClient, token: str, database: sqlite3.Connection
) -> None:
    before = count(database, "events")
    reply = client.say(token, "x" * 1_001, new_id())
    assert reply.status == 200
    assert [m["text"] for m in reply.json["messages"]] == [text("too_long", "en")]
    assert count(database, "events") == before
    assert client.say(token, "x" * 1_000, new_id()).json["messages"][-1]["number"] > 0
    assert client.say(token, "x" * 20_000, new_id()).status == 413
    assert client.say(token, "x" * 200_000, new_id()).status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"messageId": "a", "text": "a\\u0000b"}',
        b'{"messageId": "a", "text": "\\ud800"}',
        b'{"messageId": "\\ud800", "text": "hello"}',
        b'{"messageId": "a", "text": "hello", "\\ud800": 1}',
        b'{"messageId": "a", "text": "hello", "sender": "me"}',
        b'{"messageId": "a", "text": 5}',
        b'{"messageId": "a", "text": "hello", "language": "tlh"}',
        b'{"text": "hello"}',
        b'{"messageId": "a"}',
    ],
)
def test_a_bad_body_is_refused_with_a_problem(client: ChatClient, token: str, body: bytes) -> None:
    assert client.send("POST", "/messages", body, token).status == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/messages/", 404),
        ("POST", "/conversations/", 404),
        ("GET", "", 404),
        ("GET", "/", 404),
        ("GET", "/nothing", 404),
        ("GET", "/messages/1/2", 404),
        ("GET", "/conversations", 405),
        ("PATCH", "/messages", 405),
        ("POST", "/openapi.json", 405),
    ],
)
def test_a_wrong_path_or_method_gets_a_problem(
    client: ChatClient, method: str, path: str, status: int
) -> None:
    response = client.send(method, path)
    assert response.status == status
    assert ("Allow" in response.headers) == (status == 405)


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded"])
def test_a_body_that_is_not_declared_as_json_is_refused(
    client: ChatClient, content_type: str
) -> None:
    response = client.send("POST", "/conversations", {}, Content_Type=content_type)
    assert response.status == 415


def test_a_network_that_begins_too_many_conversations_has_to_wait(client: ChatClient) -> None:
    client.move()
    statuses = [client.send("POST", "/conversations", {}).status for _ in range(12)]
    assert statuses[:10] == [201] * 10
    assert 429 in statuses
    client.move()
    assert client.send("POST", "/conversations", {}).status == 201


def test_the_language_that_was_set_is_remembered(client: ChatClient, token: str) -> None:
    assert client.send("PUT", "/language", {"language": "nl"}, token).status == 204
    assert client.send("GET", "/messages", token=token).json["language"] == "nl"
    assert client.say(token, "x" * 1_001, new_id()).json["language"] == "nl"
    for wrong in ({}, {"language": None}, {"language": "de"}, {"language": "nl", "more": 1}):
        assert client.send("PUT", "/language", wrong, token).status == 400


def test_a_conversation_can_be_kept_as_a_file(client: ChatClient, token: str) -> None:
    client.say(token, QUESTION, new_id())
    as_json = client.send("GET", "/transcript?format=json", token=token)
    assert as_json.json == client.send("GET", "/messages", token=token).json
    assert client.send("GET", "/transcript", token=token).json == as_json.json
    as_text = client.send("GET", "/transcript?format=text", token=token)
    assert "conversation.txt" in as_text.headers["Content-Disposition"]
    assert all(m["text"] in as_text.body.decode() for m in as_json.json["messages"])
    assert client.send("GET", "/transcript?format=xml", token=token).status == 400


def test_erasing_leaves_nothing_and_spares_the_others(
    client: ChatClient, database: sqlite3.Connection
) -> None:
    other = client.begin()
    client.say(other, QUESTION, new_id())
    tables = ("events", "conversations", "inbox", "chat_tokens")
    before = [count(database, table) for table in tables]
    token = client.begin()
    client.say(token, "erase xylophone please", new_id())
    assert client.send("DELETE", "/conversation", token=token).status == 204
    assert [count(database, table) for table in tables] == before
    assert client.say(token, "hello again", new_id()).status == 401
    assert [count(database, table) for table in tables] == before
    assert len(client.send("GET", "/messages", token=other).json["messages"]) > 2


def test_erasing_leaves_no_byte_in_the_files(client: ChatClient, server: RunningServer) -> None:
    token, word = client.begin(), b"xylophonist"
    client.say(token, f"what does a {word.decode()} pay?", new_id())
    assert any(word in path.read_bytes() for path in server.folder.iterdir())
    assert client.send("DELETE", "/conversation", token=token).status == 204
    assert [path.name for path in server.folder.iterdir() if word in path.read_bytes()] == []


def test_feedback_is_kept_by_article_without_personal_data(
    client: ChatClient, token: str, database: sqlite3.Connection
) -> None:
    reply = client.say(token, QUESTION, new_id())
    number = next(m["number"] for m in reply.json["messages"] if "answer" in m)
    sent: dict[str, Any] = {"messageNumber": number, "helpful": False, "reason": "not_clear"}
    commented = {**sent, "comment": f"Too long. My BSN is {BSN}."}
    assert client.send("POST", "/feedback", commented, token).status == 204
    shown = {"article": "mvv-entry-overview", "helpful": True}
    assert client.send("POST", "/feedback", shown, token).status == 204
    rows = database.execute(
        "SELECT article, helpful, reason, comment FROM feedback ORDER BY id DESC LIMIT 2"
    ).fetchall()
    assert [row[:3] for row in rows] == [
        ("mvv-entry-overview", 1, None),
        ("mvv-entry-overview", 0, "not_clear"),
    ]
    assert "Too long." in rows[1][3]
    assert BSN not in rows[1][3]
    for wrong in ({"messageNumber": 999}, {"messageNumber": 1}, {"article": "fees-refund"}):
        assert client.send("POST", "/feedback", {"helpful": True, **wrong}, token).status == 400


def test_events_tell_the_same_reply_as_the_document(client: ChatClient, token: str) -> None:
    message_id = new_id()
    streamed = client.say(token, QUESTION, message_id, Accept="text/event-stream")
    plain = client.say(token, QUESTION, message_id)
    names = [name for name, _, _ in streamed.events]
    assert names == ["working", *["message"] * len(plain.json["messages"]), "done"]
    told = [(event_id, data) for name, event_id, data in streamed.events if name == "message"]
    assert [data for _, data in told] == plain.json["messages"]
    assert len({event_id for event_id, _ in told}) == len(told)
    assert streamed.events[-1][2] == {"language": plain.json["language"]}


def test_a_bad_request_for_events_is_told_by_the_status(client: ChatClient, token: str) -> None:
    body = {"messageId": new_id(), "text": 5}
    refused = client.send("POST", "/messages", body, token, Accept="text/event-stream")
    assert refused.status == 400


def test_too_many_messages_become_an_error_event_with_a_sentence(client: ChatClient) -> None:
    token = client.begin()
    with ThreadPoolExecutor(4) as several:
        replies = list(
            several.map(
                lambda _: client.say(token, "hello", new_id(), Accept="text/event-stream"),
                range(30),
            )
        )
    errors = [reply.events[-1] for reply in replies if reply.events[-1][0] == "error"]
    assert errors
    assert {data["status"] for _, _, data in errors} == {429}


def test_the_document_is_served_to_everybody(client: ChatClient) -> None:
    response = client.send("GET", "/openapi.json", Origin="https://anybody.example")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json == json.loads(json.dumps(read_document()))


def test_a_page_of_another_origin_is_refused(client: ChatClient, token: str) -> None:
    for origin in ("https://evil.example", "null", "http://www.example.org"):
        response = client.send("GET", "/messages", token=token, Origin=origin)
        assert response.status == 403
        assert "Access-Control-Allow-Origin" not in response.headers
        assert client.send("OPTIONS", "/messages", Origin=origin).status == 403


def test_a_page_of_the_server_itself_is_admitted(client: ChatClient, token: str) -> None:
    own = f"http://{client.host}"
    assert client.send("GET", "/messages", token=token, Origin=own).status == 200


def test_a_page_of_a_listed_origin_may_use_the_api(client: ChatClient, token: str) -> None:
    asked = client.send(
        "OPTIONS",
        "/messages",
        Origin=LISTED_ORIGIN,
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="authorization, content-type",
    )
    assert asked.status == 204
    assert asked.headers["Access-Control-Allow-Origin"] == LISTED_ORIGIN
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    for bearer, status in ((token, 200), (new_token(), 401)):
        response = client.send("GET", "/messages", token=bearer, Origin=LISTED_ORIGIN)
        assert response.status == status
        assert response.headers["Access-Control-Allow-Origin"] == LISTED_ORIGIN
        assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]
