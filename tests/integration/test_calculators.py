"""Calculators in conversation with the real server, over two channels, and as plain operations."""

from __future__ import annotations

import http.client
import itertools
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from actions.calculators.catalogue import calculators
from actions.knowledge.files import read_yaml
from actions.knowledge.languages import LANGUAGES
from runtime.evaluation.server import RunningServer
from tests.channels.chat.chat_client import ChatClient

FOLDER = Path(__file__).parent / "dialogues"
PRESS = "press: "
_networks = itertools.count(1)

Message = dict[str, Any]
Say = Callable[[str], list[Message]]  # returns messages with text, buttons and answer


def dialogues() -> list[Any]:
    """Return every dialogue with its name and language."""
    return [
        pytest.param(language, turns, id=f"{path.stem}-{language}-{number}")
        for path in sorted(FOLDER.glob("*.yml"))
        for language, several in read_yaml(path).items()
        for number, turns in enumerate(several, start=1)
    ]


@pytest.fixture(scope="module")
def chat(server: RunningServer) -> ChatClient:
    """Return a client of the Chat API."""
    return ChatClient(server.url)


def over_rest(server: RunningServer, language: str) -> Say:
    """Talk over REST, each conversation from a network of its own."""
    sender, address = uuid.uuid4().hex, urlsplit(server.url)
    source = f"127.7.{next(_networks)}.1"

    def say(text: str) -> list[Message]:
        connection = http.client.HTTPConnection(
            address.netloc, timeout=30, source_address=(source, 0)
        )
        try:
            body = json.dumps({"sender": sender, "message": text})
            connection.request("POST", address.path, body, {"Content-Type": "application/json"})
            replies = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return [
            {
                "text": reply.get("text", ""),
                "buttons": {b["title"]: b["payload"] for b in reply.get("buttons", ())},
                "answer": (reply.get("custom") or {}).get("answer"),
            }
            for reply in replies
        ]

    return say


def over_chat(chat: ChatClient, language: str) -> Say:
    """Talk over the Chat API."""
    token = chat.begin(language)
    known: set[str] = set()

    def say(text: str) -> list[Message]:
        what = {"choice": text} if text in known else {"text": text}
        body = {"messageId": uuid.uuid4().hex, **what}
        messages = []
        for message in chat.send("POST", "/messages", body, token).json["messages"]:
            buttons = {b["title"]: b["choice"] for b in message.get("buttons", ())}
            known.update(buttons.values())
            messages.append(
                {"text": message["text"], "buttons": buttons, "answer": message.get("answer")}
            )
        return messages

    return say


def hold(say: Say, turns: list[list[str]]) -> None:
    """Hold a conversation, and compare each reply with what is expected."""
    buttons: dict[str, str] = {}
    for said, outcome, words in turns:
        text = buttons[said.removeprefix(PRESS)] if said.startswith(PRESS) else said
        replies = say(text)
        everything = "\n".join(reply["text"] for reply in replies)
        outcomes = [reply["answer"]["outcome"] for reply in replies if reply["answer"]]
        assert outcome in {"-", *outcomes}, f"{said}: {outcomes} {everything}"
        for expected in [words] if isinstance(words, str) else words:
            assert expected in everything, f"{said}: {everything}"
        buttons = {title: b for reply in replies for title, b in reply["buttons"].items()}


@pytest.mark.parametrize(("language", "turns"), dialogues())
def test_a_dialogue_goes_as_written_over_rest(
    server: RunningServer, language: str, turns: list[list[str]]
) -> None:
    hold(over_rest(server, language), turns)


@pytest.mark.parametrize(("language", "turns"), dialogues())
def test_a_dialogue_goes_as_written_over_the_chat_api(
    chat: ChatClient, language: str, turns: list[list[str]]
) -> None:
    hold(over_chat(chat, language), turns)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_each_calculator_has_ten_dialogues_in_each_language(path: Path) -> None:
    content = read_yaml(path)
    assert path.stem.replace("_", "-") in calculators()
    assert {language: len(content[language]) for language in LANGUAGES} == {"en": 10, "nl": 10}


def test_an_article_offers_the_calculator_that_belongs_to_it(server: RunningServer) -> None:
    say = over_rest(server, "en")
    replies = say("how long can i stay on a schengen visa")
    buttons = {title: b for reply in replies for title, b in reply["buttons"].items()}
    begun = say(buttons["Count my days in the Schengen area"])
    assert [reply["answer"]["outcome"] for reply in begun if reply["answer"]] == ["tool"]


def test_danger_goes_before_the_question_of_a_calculator(server: RunningServer) -> None:
    say = over_rest(server, "en")
    say("calculate the last day for my objection")
    replies = say("my husband hits me, the decision is of 3 May 2026")
    assert "112" in "\n".join(reply["text"] for reply in replies)


def test_a_result_names_its_pages_and_the_day_they_were_checked(server: RunningServer) -> None:
    say = over_rest(server, "en")
    for text in ("calculate the last day for my objection", "visa"):
        say(text)
    reply = next(reply for reply in say("3 March 2026") if reply["answer"])
    sources = reply["answer"]["sources"]
    assert len(sources) > 2
    assert all(source["url"].startswith("https://") for source in sources)
    assert "(checked on 2" in reply["text"]


def test_the_calculators_are_listed_and_described(chat: ChatClient) -> None:
    listed = chat.send("GET", "/calculators?language=nl").json["calculators"]
    assert [one["name"] for one in listed] == list(calculators())
    for one in listed:
        described = chat.send("GET", f"/calculators/{one['name']}?language=nl").json
        assert described["title"] == one["title"]
        assert described["questions"]


def test_a_plain_operation_needs_no_token_and_works_it_out(chat: ChatClient) -> None:
    body = {"answers": {"kind": "permit", "date": "2026-03-06"}, "language": "en"}
    response = chat.send("POST", "/calculators/objection-deadline", body)
    assert response.status == 200
    assert response.json["result"]["last_day"] == "2026-04-07"
    assert "Tuesday 7 April 2026" in response.json["text"]
    assert response.json["sources"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/calculators/objection-deadline", {"answers": {"kind": "permit", "date": "5/6/26"}}, 400),
        ("/calculators/objection-deadline", {"answers": {}}, 400),
        ("/calculators/objection-deadline", {"answers": []}, 400),
        ("/calculators/objection-deadline", {"answers": {}, "colour": "red"}, 400),
        ("/calculators/objection-deadline", {"answers": {}, "language": "fr"}, 400),
        ("/calculators/nothing", {"answers": {}}, 404),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    chat: ChatClient, path: str, body: dict[str, Any], status: int
) -> None:
    response = chat.send("POST", path, body)
    assert response.status == status
    assert response.content_type == "application/problem+json"


def test_an_unclear_answer_comes_back_with_its_choices(chat: ChatClient) -> None:
    body = {"answers": {"kind": "permit", "date": "5/6/26"}, "language": "en"}
    problem = chat.send("POST", "/calculators/objection-deadline", body).json
    assert problem["errors"][0]["question"] == "date"
    assert problem["errors"][0]["choices"] == ["2026-06-05", "2026-05-06"]
