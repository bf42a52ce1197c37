"""The changes of Rasa give what Rasa's own code gives."""

from __future__ import annotations

import ast
import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from runtime.rasa_patches import ONLY_LOG_COPIES, PATCHED_RASA_VERSION, patch_rasa

# Taken before any test runs.
ORIGINAL = RemoteAction._validate_action_result
ORIGINAL_FIND = RulePolicy._find_action_from_rules
ORIGINAL_COPY = DialogueStateTracker.copy
SLOT = {"event": "slot", "name": "language", "value": "nl"}
VALID: list[Any] = [
    {"events": [], "responses": []},
    {"events": [SLOT], "responses": [{"text": "hi", "custom": {"answer": {}}}]},
    {"events": [{"event": "session_started"}, {"event": "action", "name": "action_listen"}]},
    {},
]
INVALID: list[Any] = [
    [],
    None,
    "text",
    {"events": {}},
    {"events": [{"name": "language"}]},
    {"events": [{"event": "slot"}]},
    {"events": ["slot"]},
    {"responses": {}},
    {"responses": ["hi"]},
]


@pytest.fixture(autouse=True)
def patched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patch for one test only."""
    monkeypatch.setattr(RemoteAction, "_validate_action_result", ORIGINAL)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", ORIGINAL_FIND)
    for place, name in (
        (RulePolicy, "_prediction_states"),
        (RulePolicy, "_get_possible_keys"),
        (DialogueStateTracker, "copy"),
        (Domain, "is_empty"),
        *((module, "copy") for module in ONLY_LOG_COPIES),
    ):
        monkeypatch.setattr(place, name, getattr(place, name))  # taken back after the test
    patch_rasa()


def test_the_patch_was_made_for_this_version_of_rasa() -> None:
    """Look at the replaced methods of a newer version before the number is changed."""
    assert rasa.__version__ == PATCHED_RASA_VERSION


def test_rasas_own_methods_are_replaced() -> None:
    assert RemoteAction._validate_action_result is not ORIGINAL
    assert RulePolicy._find_action_from_rules is not ORIGINAL_FIND


@pytest.mark.parametrize("result", VALID)
def test_a_valid_result_passes_both_checks(result: Any) -> None:
    action = RemoteAction("action_x", None)
    assert ORIGINAL(action, result) is True
    assert action._validate_action_result(result) is True


@pytest.mark.parametrize("result", INVALID)
def test_an_invalid_result_fails_both_checks_in_the_same_place(result: Any) -> None:
    action = RemoteAction("action_x", None)
    with pytest.raises(ValidationError) as original:
        ORIGINAL(action, result)
    with pytest.raises(ValidationError) as patched:
        action._validate_action_result(result)
    assert list(patched.value.path) == list(original.value.path)
    assert original.value.message.startswith(patched.value.message)


def test_one_validator_serves_all_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    def rebuild() -> dict[str, Any]:
        raise AssertionError("the schema was built again")

    monkeypatch.setattr(RemoteAction, "action_response_format_spec", staticmethod(rebuild))
    assert RemoteAction("action_x", None)._validate_action_result(VALID[0]) is True


LISTEN, ANSWER = ActionExecuted("action_listen"), ActionExecuted("action_answer")
DOMAIN = Domain.from_dict({"intents": ["fees", "greet"], "actions": ["action_answer"]})


def _state(action: str, **user: str) -> dict[str, Any]:
    return {"prev_action": {"action_name": action}, "user": user}


def _policy(folder: Path, *user_states: dict[str, str]) -> RulePolicy:
    """Return a policy with one rule for each user: answer, then listen."""
    rules = {}
    for user in user_states:
        asked = _state("action_listen", **user)
        rules[json.dumps([asked])] = "action_answer"
        rules[json.dumps([asked, _state("action_answer", **user)])] = "action_listen"
    return RulePolicy(
        {**RulePolicy.get_default_config(), "core_fallback_action_name": "action_answer"},
        LocalModelStorage(folder),
        Resource("rules"),
        ExecutionContext(GraphSchema({})),
        lookup={RULES: rules, RULES_FOR_LOOP_UNHAPPY_PATH: {}},
    )


def _said(intent: str, *behind: Event) -> DialogueStateTracker:
    message = UserUttered("hello", {"name": intent, "confidence": 1.0})
    return DialogueStateTracker.from_events("me", [LISTEN, message, *behind], DOMAIN.slots)


@pytest.mark.parametrize("users", [[{"intent": "fees"}], [{"intent": "fees"}, {"text": "hello"}]])
@pytest.mark.parametrize(
    "tracker", [_said("fees"), _said("greet"), _said("fees", ANSWER), _said("greet", ANSWER)]
)
def test_the_predictions_of_rules_are_rasas_own(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    users: list[dict[str, str]],
    tracker: DialogueStateTracker,
) -> None:
    policy = _policy(tmp_path, *users)

    ours = policy.predict_action_probabilities(tracker, DOMAIN)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", ORIGINAL_FIND)

    assert ours == policy.predict_action_probabilities(tracker, DOMAIN)


@pytest.mark.parametrize(("user", "times"), [({"intent": "fees"}, 1), ({"text": "bye"}, 2)])
def test_texts_are_looked_at_only_for_rules_about_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: dict[str, str], times: int
) -> None:
    policy = _policy(tmp_path, user)
    calls: list[Any] = []
    states = RulePolicy._prediction_states

    def counted(*given: Any, **named: Any) -> Any:
        calls.append(named)
        return states(*given, **named)

    monkeypatch.setattr(RulePolicy, "_prediction_states", counted)

    policy.predict_action_probabilities(_said("fees"), DOMAIN)

    assert len(calls) == times


@pytest.mark.parametrize("module", ONLY_LOG_COPIES)
def test_modules_without_copies_copy_for_debug_lines_only(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    uses = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "copy"]
    logged = [
        name
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for name in ast.walk(call)
        if isinstance(name, ast.Name) and name.id == "copy"
    ]
    assert uses
    assert uses == logged
    assert module.copy.deepcopy(uses) is uses


def test_a_copied_tracker_is_what_replaying_its_events_gives() -> None:
    slots = [TextSlot("language", mappings=[]), TextSlot("topic", mappings=[])]
    said = UserUttered("hello", {"name": "fees", "confidence": 1.0})
    events = [LISTEN, said, SlotSet("language", "nl"), ActiveLoop("form"), ANSWER]
    tracker = DialogueStateTracker.from_events("me", events, slots)
    ours, rasas = tracker.copy(), ORIGINAL_COPY(tracker)
    assert ours == rasas
    assert ours.current_state(EventVerbosity.ALL) == rasas.current_state(EventVerbosity.ALL)


def test_what_happens_to_a_copied_tracker_does_not_happen_to_the_tracker() -> None:
    slots = [TextSlot("language", mappings=[])]
    tracker = DialogueStateTracker.from_events("me", [LISTEN, ActiveLoop("form")], slots)
    before = tracker.current_state(EventVerbosity.ALL)
    twin = tracker.copy()
    twin.update_with_events([SlotSet("language", "nl"), LoopInterrupted(True), ANSWER], DOMAIN)
    assert twin.get_slot("language") == "nl"
    assert tracker.current_state(EventVerbosity.ALL) == before


def test_a_domain_is_empty_when_nothing_is_in_it() -> None:
    for _ in range(2):
        assert not DOMAIN.is_empty()
        assert Domain.empty().is_empty()
