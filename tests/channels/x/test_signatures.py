"""A call of X is known by its signature, and nobody gets a signature from us."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.x.signatures import (
    CLIENT_HEADER,
    CONSUMER_HEADER,
    Secrets,
    challenge_answer,
    is_from_x,
    signature,
)

BODY = b'{"data": {"event_type": "dm.received"}}'
OLD, BOTH = Secrets("consumer"), Secrets("consumer", "client")


def test_the_answer_to_a_challenge_is_the_one_that_x_computes() -> None:
    known = "sha256=KVLX9CEwUdVdeJfmJAnltj/knkdCqwZJlA1u97xbErw="
    assert challenge_answer("challenge_string", Secrets("secret")) == known


def test_the_newer_secret_answers_the_challenge_when_there_is_one() -> None:
    assert challenge_answer("token", BOTH) == signature("client", b"token")
    assert challenge_answer("token", OLD) == signature("consumer", b"token")


@pytest.mark.parametrize("token", ["", "a" * 257, BODY.decode(), "[1]", '"x"', "a b", "é"])
def test_what_could_be_the_body_of_a_call_is_never_signed(token: str) -> None:
    assert challenge_answer(token, OLD) is None


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2))
def test_no_json_object_can_be_had_signed_as_a_challenge(content: dict[str, str]) -> None:
    assert challenge_answer(str(content).replace("'", '"'), OLD) is None


@pytest.mark.parametrize(
    ("secrets", "headers"),
    [
        (OLD, {CONSUMER_HEADER: signature("consumer", BODY)}),
        (BOTH, {CONSUMER_HEADER: signature("consumer", BODY)}),
        (BOTH, {CLIENT_HEADER: signature("client", BODY)}),
    ],
)
def test_a_body_that_was_signed_with_a_secret_of_the_app_is_from_x(
    secrets: Secrets, headers: dict[str, str]
) -> None:
    assert is_from_x(headers, BODY, secrets)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {CONSUMER_HEADER: ""},
        {CONSUMER_HEADER: signature("other", BODY)},
        {CONSUMER_HEADER: signature("consumer", BODY + b" ")},
        {CONSUMER_HEADER: signature("consumer", BODY).removeprefix("sha256=")},
        {CONSUMER_HEADER: signature("client", BODY)},
        {CLIENT_HEADER: signature("consumer", BODY)},
        {CONSUMER_HEADER: "sha256=é\udcff"},
    ],
)
def test_any_other_call_is_not(headers: dict[str, str]) -> None:
    assert not is_from_x(headers, BODY, BOTH)


def test_without_a_client_secret_its_header_proves_nothing() -> None:
    assert not is_from_x({CLIENT_HEADER: signature("", BODY)}, BODY, OLD)
