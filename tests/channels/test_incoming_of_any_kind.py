"""Whatever a client sends, it is a message or a bad request."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.errors import BadRequest
from channels.incoming import MAX_TEXT_CHARACTERS, check_text, read_message
from channels.turn import IncomingMessage

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = st.fixed_dictionaries(
    {}, optional={"sender": JSON, "message": JSON, "metadata": JSON, "other": JSON}
)


@settings(deadline=None)
@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_body_raises_anything_but_a_bad_request(body: bytes) -> None:
    with contextlib.suppress(BadRequest):
        assert isinstance(read_message(body, "rest"), IncomingMessage)


@settings(deadline=None)
@given(FIELDS)
def test_no_value_of_a_field_raises_anything_but_a_bad_request(fields: dict[str, Any]) -> None:
    with contextlib.suppress(BadRequest):
        message = read_message(
            json.dumps({"sender": "me", "message": "x"} | fields).encode(), "rest"
        )
        assert check_text("message", message.text, MAX_TEXT_CHARACTERS)
        assert "\x00" not in message.own_id + message.text
        assert message.metadata.keys() <= {"language"}
