"""The words of the command line are understood, and wrong ones are explained."""

from __future__ import annotations

import pytest

from runtime.commands import VERBS, read_arguments


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_without_options_is_understood(verb: str) -> None:
    assert read_arguments([verb]).verb == verb


def test_the_age_of_what_is_purged_can_be_given() -> None:
    assert read_arguments(["purge"]).older_than is None
    parsed = read_arguments(["purge", "--older-than", "0.5", "--dry-run"])
    assert (parsed.older_than, parsed.dry_run) == (0.5, True)


@pytest.mark.parametrize("verb", ["export", "erase"])
def test_a_conversation_is_named_by_its_id_or_by_what_the_channel_calls_it(verb: str) -> None:
    assert read_arguments([verb, "--conversation", "rest_1"]).conversation == "rest_1"
    parsed = read_arguments([verb, "--channel", "rest", "--own-id", "-"])
    assert (parsed.channel, parsed.own_id, parsed.conversation) == ("rest", "-", None)


@pytest.mark.parametrize(
    ("arguments", "explanation"),
    [
        ([], "required"),
        (["dance"], "dance"),
        (["run", "--fast"], "--fast"),
        (["purge", "--older-than", "long"], "'long' is no number of days"),
        (["purge", "--older-than", "-1"], "'-1' is no number of days"),
        (["purge", "--older-than", "nan"], "'nan' is no number of days"),
        (["erase"], "--conversation --channel is required"),
        (["erase", "--channel", "rest"], "--own-id"),
        (["erase", "--channel", "rest", "--own-id", "a-token"], "--own-id"),
        (["erase", "--conversation", "a", "--channel", "rest"], "not allowed"),
    ],
)
def test_wrong_words_are_explained(
    arguments: list[str], explanation: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        read_arguments(arguments)

    assert end.value.code == 2
    assert explanation in capsys.readouterr().err
