"""Buttons have opaque ids, and nothing that is typed is read as a button."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.choices import CHOICE_ID, as_typed, choice_id
from channels.identity import conversation_id
from nlu.choice_reader import _PAYLOAD
from nlu.normalisation import normalise

SECRET, OTHER_SECRET = "a" * 64, "b" * 64
NOISE = st.sampled_from(["", "", " ", "/", "\u200b", "\u00ad", "\t"])
WORD = st.sampled_from(["choice", "choice", "CHOICE", "ｃｈｏｉｃｅ", "cho\u200bice", "choices"])
COLON = st.sampled_from([":", "：", "︓", "﹕", "::", ""])
ALMOST_PAYLOADS = st.tuples(NOISE, WORD, NOISE, COLON, NOISE, st.sampled_from(["fees", "a-1", ""]))


def identify(channel: str, own_id: str) -> str:
    """Return an id as a server with a known secret makes it."""
    return conversation_id(SECRET, channel, own_id)


def is_payload(text: str) -> bool:
    """Tell whether Rasa's side would read the text as a pressed button."""
    return _PAYLOAD.fullmatch(normalise(text).lstrip("/ ")) is not None


def test_the_id_of_a_button_is_opaque_and_always_the_same() -> None:
    found = choice_id(identify, "chat_a", "choice:fees-payment")
    assert CHOICE_ID.fullmatch(found)
    assert found == choice_id(identify, "chat_a", "choice:fees-payment")


def test_another_button_conversation_or_secret_gives_another_id() -> None:
    def other(channel: str, own_id: str) -> str:
        return conversation_id(OTHER_SECRET, channel, own_id)

    ids = {
        choice_id(identify, "chat_a", "choice:fees-payment"),
        choice_id(identify, "chat_a", "choice:fees-refund"),
        choice_id(identify, "chat_b", "choice:fees-payment"),
        choice_id(other, "chat_a", "choice:fees-payment"),
    }
    assert len(ids) == 4


@pytest.mark.parametrize(
    "text",
    [
        "choice:fees-payment",
        "  /choice:fees-payment",
        "ｃｈｏｉｃｅ：fees-payment",
        "choice︓fees-payment",
        "cho\u200bice:fees-payment",
        "choice\u200b:fees-payment",
        "choice:\u00adfees-payment",
    ],
)
def test_a_typed_payload_is_plain_text(text: str) -> None:
    assert is_payload(text)
    assert not is_payload(as_typed(text))


@given(ALMOST_PAYLOADS.map("".join) | st.text(max_size=30))
def test_nothing_that_is_typed_reaches_rasa_as_a_payload(text: str) -> None:
    assert not is_payload(as_typed(text))


@pytest.mark.parametrize(
    "text",
    ["hello", "my choice: study or work?", "Is this my choice? yes: or no", "https://ind.nl/"],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert as_typed(text) == text
