"""The OpenAPI document and the real server agree on requests that nobody thought of.

The client compares every response with the document: a status, header, type or field that is not
described fails.
"""

from __future__ import annotations

import json
import string
import uuid
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.evaluation.server import RunningServer
from tests.channels.chat.chat_client import ChatClient
from tests.channels.chat.documented import Documented

DOCUMENTED = Documented()
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
# What only the conversation decides, not the form of the request.
NOT_OF_THIS_CONVERSATION = (
    "is not one that this conversation offered",
    "is not a message of the assistant",
    "was not shown in this conversation",
    "cannot be worked out",
)
on_the_server = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def client(server: RunningServer) -> ChatClient:
    """Return a client of the server."""
    return ChatClient(server.url)


@pytest.mark.parametrize(("method", "path"), DOCUMENTED.operations())
@on_the_server
@given(data=st.data())
def test_a_body_is_taken_when_the_document_allows_it_and_only_then(
    client: ChatClient, method: str, path: str, data: st.DataObject
) -> None:
    schema = DOCUMENTED.schema(method, path)
    body = data.draw(DOCUMENTED.bodies(schema))
    if isinstance(body, dict) and "messageId" in body and DOCUMENTED.allows(body, schema):
        body["messageId"] = uuid.uuid4().hex  # otherwise the reply of another example is repeated

    response = client.send(method, path, json.dumps(body).encode(), client.begin())

    if DOCUMENTED.allows(body, schema):
        taken = response.status < 300
        assert taken or _depends_on_the_conversation(response), response.body
    else:
        assert response.status == 400, response.body


def _depends_on_the_conversation(response: Any) -> bool:
    detail = response.json["detail"]
    return response.status == 400 and any(words in detail for words in NOT_OF_THIS_CONVERSATION)


@on_the_server
@given(
    method=st.sampled_from(METHODS),
    path=st.sampled_from(["", "/", "/messages/", "/openapi.json/", "/.", "/messages/a"])
    | st.sampled_from(list(DOCUMENTED._conformance.document["paths"]))
    | st.text(string.ascii_letters + "{}%/-._~é", max_size=12).map(lambda name: f"/{quote(name)}"),
    token=st.none() | st.from_regex(r"[A-Za-z0-9_-]{43}", fullmatch=True) | st.just("good"),
    accept=st.sampled_from(["*/*", "text/event-stream", "text/html", ";;q="]),
    content_type=st.sampled_from(["application/json", "text/plain", "application/json;charset=x"]),
    body=st.none() | st.binary(max_size=40) | st.just(b"{}"),
)
def test_no_response_is_one_that_the_document_does_not_know(
    client: ChatClient,
    method: str,
    path: str,
    token: str | None,
    accept: str,
    content_type: str,
    body: bytes | None,
) -> None:
    own = client.begin() if token == "good" else token  # noqa: S105 - a word, not a token
    client.move()
    response = client.send(method, path, body, own, Accept=accept, Content_Type=content_type)
    assert response.status < 500


@on_the_server
@given(form=st.sampled_from(["json", "text"]) | st.text(max_size=8))
def test_a_transcript_comes_in_the_documented_forms_only(client: ChatClient, form: str) -> None:
    response = client.send("GET", f"/transcript?format={quote(form)}", token=client.begin())
    # An empty parameter is one that is left out.
    assert response.status == (200 if form in {"json", "text", ""} else 400)
