"""The one place where Rasa 3.6.21 is changed (ADR 6): the same results with less work.

- Rasa builds and checks the JSON schema of action results anew for every action, 20 of 30 ms of
  CPU. One validator, built once, does the same check. What our own actions return inside this
  process was made by rasa_sdk and needs no check of its form.
- Before each prediction by intent Rasa looks for rules about the very text of the message, also
  when there are none; it turns the whole conversation into states for that.
- The rest of what rules cost is in `runtime.rule_prediction`.
- Rasa copies events and states, through and through, for debug lines that nobody wants.
- Before an action runs, Rasa makes a second tracker by applying all events of the conversation
  again; a copy has the same state.
- For every message Rasa makes a second, empty domain, to see whether there is a domain.
"""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from typing import Any, TypeVar

from jsonschema.validators import validator_for
from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.core.policies import rule_policy
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, is_prev_action_listen_in_state
from rasa.shared.nlu.constants import INTENT

from runtime.local_actions import LocalResult
from runtime.rule_prediction import latest_states, possible_keys

Value = TypeVar("Value")

PATCHED_RASA_VERSION = "3.6.21"
ONLY_LOG_COPIES = (processor, rule_policy)  # these modules copy for debug lines and nothing else

_find_action_from_rules = RulePolicy._find_action_from_rules
_is_empty = Domain.is_empty


def patch_rasa() -> None:
    """Put the quicker parts in the place of Rasa's own; may be done again."""
    use_prebuilt_action_validator()
    RulePolicy._find_action_from_rules = _find_action_by_intent
    RulePolicy._prediction_states = latest_states
    RulePolicy._get_possible_keys = possible_keys
    for module in ONLY_LOG_COPIES:
        module.copy = _NoCopies
    DialogueStateTracker.copy = _copied_tracker
    Domain.is_empty = _is_empty_domain


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


class _NoCopies:
    """Stands in for the module `copy`."""

    @staticmethod
    def deepcopy(value: Value) -> Value:
        return value


def _copied_tracker(self: DialogueStateTracker) -> DialogueStateTracker:
    twin = copy.copy(self)
    twin.events = copy.copy(self.events)
    twin.slots = copy.copy(self.slots)
    twin.slots.update({name: copy.copy(slot) for name, slot in self.slots.items()})
    twin.active_loop = copy.copy(self.active_loop)
    return twin


def _is_empty_domain(self: Domain) -> bool:
    # The domain of a loaded model does not change.
    if not hasattr(self, "_is_empty"):
        self._is_empty = _is_empty(self)
    return bool(self._is_empty)
