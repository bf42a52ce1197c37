"""Finds the rule for the next action as Rasa 3.6.21 does, without reading the whole conversation.

Rasa turns every turn of the conversation into a state and compares all rules with the latest ones,
twice a turn. A rule has a few states: older turns cannot matter, nor can a rule whose last state
names another action or another intent.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

PARTS = (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)

Named = tuple[str | None, str | None]  # the action before and the intent of a state


@dataclass(frozen=True)
class LatestTurns:
    """The end of a conversation, for the one thing that a featurizer asks of a tracker."""

    tracker: DialogueStateTracker
    count: int

    def past_states(self, domain: Domain, omit_unset_slots: bool = False, **_: Any) -> list[State]:
        """Return the last states only, equal to those of the whole conversation."""
        events = self.tracker.applied_events()
        turns = [n for n, event in enumerate(events) if isinstance(event, ActionExecuted)]
        turns = [*turns, len(events)][-self.count :]
        replayed, done, states = self.tracker.init_copy(), 0, []
        for turn in turns:
            for event in events[done:turn]:
                replayed.update(event)
            done = turn
            state = domain.get_active_state(replayed, omit_unset_slots=omit_unset_slots)
            states.append(domain._clean_state(state))
        return states


def latest_states(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool = False,
    rule_only_data: Mapping[str, Any] | None = None,
) -> list[State]:
    """Return one state more than the longest rule has, in the place of `_prediction_states`."""
    count = 1 + max(_longest(tuple(self.lookup[part])) for part in PARTS)
    states: list[list[State]] = self.featurizer.prediction_states(
        [LatestTurns(tracker, count)],
        domain,
        use_text_for_last_user_input=use_text_for_last_user_input,
    )
    return states[0]


def possible_keys(self: RulePolicy, lookup: Mapping[str, str], states: list[State]) -> set[str]:
    """Return the rules that fit the states, in the place of `_get_possible_keys`."""
    keys = set(lookup)
    action, intent = _named(states[-1]) if states else (None, None)
    if action:  # a conversation that begins has none
        by_name = _rules_by_name(tuple(lookup))
        names = product({None, action}, {None, intent})
        keys = {key for name in names for key in by_name.get(name, ())}
    for turn, state in enumerate(reversed(states)):
        keys = {key for key in keys if self._is_rule_applicable(key, turn, state)}
    return keys


@lru_cache(maxsize=8)
def _longest(rules: tuple[str, ...]) -> int:
    return max((len(json.loads(rule)) for rule in rules), default=0)


@lru_cache(maxsize=8)
def _rules_by_name(rules: tuple[str, ...]) -> Mapping[Named, list[str]]:
    """Return the rules by what their last state names; nothing where that is left open."""
    by_name: dict[Named, list[str]] = defaultdict(list)
    for rule in rules:
        action, intent = _named(json.loads(rule)[-1])
        by_name[_unless_open(action), _unless_open(intent)].append(rule)
    return dict(by_name)


def _named(state: Mapping[str, Any]) -> Named:
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return action, state.get(USER, {}).get(INTENT)


def _unless_open(name: str | None) -> str | None:
    return None if not name or name == SHOULD_NOT_BE_SET else name
