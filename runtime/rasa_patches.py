"""The one place where Rasa 3.6.21 is changed (ADR 6): the same results with less work.

- Rasa builds and checks the JSON schema of action results anew for every action, 20 of 30 ms of
  CPU. One validator, built once, does the same check. What our own actions return inside this
  process was made by rasa_sdk and needs no check of its form.
- Before each prediction by intent Rasa looks for rules about the very text of the message, also
  when there are none; it turns the whole conversation into states for that.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, is_prev_action_listen_in_state
from rasa.shared.nlu.constants import INTENT

from runtime.local_actions import LocalResult

PATCHED_RASA_VERSION = "3.6.21"

_find_action_from_rules = RulePolicy._find_action_from_rules


def patch_rasa() -> None:
    """Put the quicker parts in the place of Rasa's own; may be done again."""
    use_prebuilt_action_validator()
    RulePolicy._find_action_from_rules = _find_action_by_intent


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


def _find_action_by_intent(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    if use_text_for_last_user_input and _name_intents(self):
        return None, None, False
    found: tuple[str | None, str | None, bool] = _find_action_from_rules(
        self, tracker, domain, use_text_for_last_user_input
    )
    return found


@lru_cache(maxsize=8)
def _name_intents(policy: RulePolicy) -> bool:
    """Tell whether each rule that begins with a message names its intent, not its text."""
    lookups = [policy.lookup[RULES], policy.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]]
    last_states = [json.loads(key)[-1] for lookup in lookups for key in lookup]
    return all(
        INTENT in state.get(USER, {})
        for state in last_states
        if is_prev_action_listen_in_state(state)
    )
