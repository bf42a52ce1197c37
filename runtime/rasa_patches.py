"""The one place where Rasa 3.6.21 is changed (ADR 6).

Rasa builds and checks the JSON schema of action results anew for every action, 20 of 30 ms of CPU.
One validator, built once, does the same check. What our own actions return inside this process
was made by rasa_sdk and needs no check of its form.
"""

from __future__ import annotations

from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

from runtime.local_actions import LocalResult

PATCHED_RASA_VERSION = "3.6.21"


def use_prebuilt_action_validator() -> None:
    """Let all actions share one validator of their results."""
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        if not isinstance(result, LocalResult):
            validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
