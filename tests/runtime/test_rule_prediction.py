"""Rules are found as Rasa finds them, from the latest turns alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.rule_prediction import latest_states, possible_keys

# Taken before any test runs.
RASAS_STATES, RASAS_KEYS = RulePolicy._prediction_states, RulePolicy._get_possible_keys

LISTEN, ANSWER = ActionExecuted("action_listen"), ActionExecuted("action_answer")
DOMAIN = Domain.from_dict(
    {
        "intents": ["fees", "greet", "study"],
        "actions": ["action_answer"],
        "slots": {"done": {"type": "bool", "mappings": [{"type": "custom"}]}},
    }
)


def _state(action: str | None, intent: str | None = None, **more: Any) -> dict[str, Any]:
    state = {"prev_action": {"action_name": action}, "user": {"intent": intent}, **more}
    return {name: part for name, part in state.items() if any(part.values())}


ASKED = _state("action_listen", "fees")
RULE_STATES = [
    [ASKED],
    [ASKED, _state("action_answer", "fees")],
    [ASKED, _state("action_answer", "fees"), _state("action_listen", "greet")],
    [_state("action_listen", "greet", slots={"done": [1.0, 1.0]})],
    [_state("action_listen", "greet", slots={"done": "should_not_be_set"})],
    [_state("action_answer")],
    [_state(None, "study")],
    [_state(None), _state("action_listen", "study")],
]


@pytest.fixture
def policy(tmp_path: Path) -> RulePolicy:
    rules = {json.dumps(states): "action_answer" for states in RULE_STATES}
    return RulePolicy(
        RulePolicy.get_default_config(),
        LocalModelStorage(tmp_path),
        Resource("rules"),
        ExecutionContext(GraphSchema({})),
        lookup={RULES: rules, RULES_FOR_LOOP_UNHAPPY_PATH: {}},
    )


def _said(intent: str) -> UserUttered:
    return UserUttered("hello", {"name": intent, "confidence": 1.0})


CONVERSATIONS: dict[str, list[Event]] = {
    "empty": [],
    "no action yet": [_said("study")],
    "begun": [LISTEN, _said("study")],
    "asked": [LISTEN, _said("fees")],
    "a slot": [LISTEN, SlotSet("done", True), _said("greet")],
    "answered": [LISTEN, _said("fees"), ANSWER],
    "answered another": [LISTEN, _said("greet"), ANSWER],
    "long": [LISTEN, *[_said("fees"), ANSWER, LISTEN] * 20, _said("greet")],
    "long with a slot": [SlotSet("done", True), *[LISTEN, _said("fees"), ANSWER] * 9],
    "new session": [LISTEN, _said("fees"), ANSWER, SessionStarted(), LISTEN, _said("study")],
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_latest_states_are_the_last_of_all(policy: RulePolicy, name: str) -> None:
    tracker = DialogueStateTracker.from_events("me", CONVERSATIONS[name], DOMAIN.slots)
    every, latest = RASAS_STATES(policy, tracker, DOMAIN), latest_states(policy, tracker, DOMAIN)
    assert latest == every[-4:]  # one more than the longest rule has


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_same_rules_fit_the_latest_states(policy: RulePolicy, name: str) -> None:
    tracker = DialogueStateTracker.from_events("me", CONVERSATIONS[name], DOMAIN.slots)
    every = RASAS_STATES(policy, tracker, DOMAIN)
    expected = RASAS_KEYS(policy, policy.lookup[RULES], every)
    latest = latest_states(policy, tracker, DOMAIN)
    assert possible_keys(policy, policy.lookup[RULES], latest) == expected


def test_each_rule_fits_some_conversation(policy: RulePolicy) -> None:
    found: set[str] = set()
    for events in CONVERSATIONS.values():
        tracker = DialogueStateTracker.from_events("me", events, DOMAIN.slots)
        states = latest_states(policy, tracker, DOMAIN)
        found |= possible_keys(policy, policy.lookup[RULES], states)
    assert found == set(policy.lookup[RULES])


def test_without_rules_no_rule_fits(policy: RulePolicy) -> None:
    assert possible_keys(policy, {}, [ASKED]) == set()
