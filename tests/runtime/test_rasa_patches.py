"""The one change to Rasa checks what Rasa's own code checks."""

from __future__ import annotations

from typing import Any

import pytest
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from runtime.rasa_patches import PATCHED_RASA_VERSION, use_prebuilt_action_validator

ORIGINAL = RemoteAction._validate_action_result  # taken before any test runs
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
    use_prebuilt_action_validator()


def test_the_patch_was_made_for_this_version_of_rasa() -> None:
    """Look at `RemoteAction` of a newer version before the number is changed."""
    assert rasa.__version__ == PATCHED_RASA_VERSION


def test_rasas_own_check_is_replaced() -> None:
    assert RemoteAction._validate_action_result is not ORIGINAL


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
