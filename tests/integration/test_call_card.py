"""The call card of a handoff, over REST and over the Chat API."""

from __future__ import annotations

import json
import urllib.request
import uuid
from typing import Any

from runtime.evaluation.server import RunningServer, send
from tests.channels.chat.chat_client import ChatClient

PARAMARIBO = "America/Paramaribo"


def _over_rest(server: RunningServer, sender: str, text: str, **metadata: str) -> list[Any]:
    body = json.dumps({"sender": sender, "message": text, "metadata": metadata}).encode()
    request = urllib.request.Request(server.url, body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - loopback only
        replies: list[Any] = json.load(response)
    return replies


def _card(messages: list[dict[str, Any]]) -> dict[str, Any]:
    cards = [m.get("custom", m).get("telephone") for m in messages]
    found: dict[str, Any] = next(card for card in cards if card)
    return found


def test_over_rest_the_card_is_about_what_was_talked_about_before(server: RunningServer) -> None:
    sender = uuid.uuid4().hex
    send(server.url, sender, "hoe vraag ik een terugkeervisum aan")
    replies = send(server.url, sender, "ik wil een medewerker spreken")
    text = replies[-1]["text"]
    assert "Mijn vraag gaat over een terugkeervisum. De code is RV-RETURN-1." in text
    assert "Houd klaar: uw paspoort" in text
    assert _card(replies)["say"] in text


def test_over_rest_the_time_zone_of_the_device_is_used(server: RunningServer) -> None:
    sender = uuid.uuid4().hex
    replies = _over_rest(server, sender, "i want to speak to a person", time_zone=PARAMARIBO)
    card = _card(replies)
    assert (card["time_zone"], card["number_here"]) == (PARAMARIBO, "+31 88 043 04 30")
    assert "where you are" in replies[-1]["text"]
    assert "Call 088" not in replies[-1]["text"]


def test_over_the_chat_api_the_card_is_data_as_documented(server: RunningServer) -> None:
    client = ChatClient(server.url)
    client.move()
    token = client.begin("en")
    body = {
        "text": "i want to speak to a person",
        "messageId": uuid.uuid4().hex,
        "timeZone": PARAMARIBO,
    }
    card = _card(client.send("POST", "/messages", body, token).json["messages"])
    assert card["time_zone"] == PARAMARIBO
    assert card["link"] == "tel:+31880430430"
    assert card["say"].startswith("Mijn vraag gaat over ")
    assert card["code"] == "AL-GENERAL-1"


def test_a_time_zone_that_is_no_place_is_left_aside(server: RunningServer) -> None:
    client = ChatClient(server.url)
    client.move()
    token = client.begin("nl")
    body = {"text": "medewerker", "messageId": uuid.uuid4().hex, "timeZone": "Mars/Base"}
    card = _card(client.send("POST", "/messages", body, token).json["messages"])
    assert card["time_zone"] is None
    assert card["number_here"] is None


def test_somebody_abroad_says_the_country_once_and_reads_their_own_time(
    server: RunningServer,
) -> None:
    sender = uuid.uuid4().hex
    replies = send(server.url, sender, "ik wil een medewerker spreken")
    buttons = {b["title"]: b["payload"] for r in replies for b in r.get("buttons", ())}
    send(server.url, sender, buttons["De openingstijden in mijn eigen tijd"])
    told = send(server.url, sender, "Suriname")
    assert "Suriname: van" in told[0]["text"]
    again = send(server.url, sender, "ik wil een medewerker spreken")
    assert _card(again)["time_zone"] == PARAMARIBO
    assert "(bij u" in again[-1]["text"]
