"""Actions run in the server's process as they would behind an address."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from runtime.environment import PROJECT_FOLDER
from runtime.local_actions import LocalActionEndpoint

Events = list[dict[str, Any]]


def _greet(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
    dispatcher.utter_message(text=f"{tracker.sender_id} {tracker.get_slot('language')} {domain}")
    return [SlotSet("introduced", True), {"name": "an event without its kind"}]


async def _silent(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
) -> None:
    await asyncio.sleep(0)


def _refuse(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
    raise ActionExecutionRejection("refuse", "not now")


async def _hang(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
) -> Events:
    await asyncio.Event().wait()
    return []


@pytest.fixture(scope="module")
def endpoint() -> LocalActionEndpoint:
    made = LocalActionEndpoint()
    for action in (_greet, _silent, _refuse, _hang):
        made._executor.register_function(action.__name__, action)
    return made


def _request(endpoint: LocalActionEndpoint, action: str, **more: Any) -> dict[str, Any]:
    tracker = {"sender_id": "me", "slots": {"language": "nl"}, "latest_message": {}, "events": []}
    call = {"next_action": action, "tracker": tracker, **more}
    return asyncio.run(endpoint.request(json=call, method="post", timeout=10))


def test_the_result_has_the_shape_that_rasa_checks(endpoint: LocalActionEndpoint) -> None:
    result = _request(endpoint, "_greet", domain={"d": 1})
    assert result.keys() == {"events", "responses"}
    assert [event["name"] for event in result["events"]] == ["introduced"]
    assert [message["text"] for message in result["responses"]] == ["me nl {'d': 1}"]
    assert RemoteAction("_greet", endpoint)._validate_action_result(result) is True


def test_a_call_without_a_domain_gives_the_action_an_empty_one(
    endpoint: LocalActionEndpoint,
) -> None:
    assert _request(endpoint, "_greet")["responses"][0]["text"] == "me nl {}"


def test_an_action_may_be_a_coroutine_and_return_nothing(endpoint: LocalActionEndpoint) -> None:
    assert _request(endpoint, "_silent") == {"events": [], "responses": []}


def test_an_unknown_action_is_not_found(endpoint: LocalActionEndpoint) -> None:
    with pytest.raises(ClientResponseError, match="No action 'action_unknown'") as raised:
        _request(endpoint, "action_unknown")
    assert raised.value.status == 404


def test_an_action_that_refuses_to_run_is_a_bad_request_that_rasa_can_read(
    endpoint: LocalActionEndpoint,
) -> None:
    with pytest.raises(ClientResponseError) as raised:
        _request(endpoint, "_refuse")
    assert raised.value.status == 400
    assert json.loads(raised.value.text) == {"action_name": "refuse", "error": "not now"}


def test_an_action_that_never_ends_is_broken_off(
    endpoint: LocalActionEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.local_actions.TIME_LIMIT", 0.01)
    with pytest.raises(asyncio.TimeoutError):
        _request(endpoint, "_hang")


def test_every_action_of_the_domain_is_there(endpoint: LocalActionEndpoint) -> None:
    named = Domain.load(str(PROJECT_FOLDER / "domain.yml")).user_actions
    assert named
    assert [action for action in named if action not in endpoint._executor.actions] == []
