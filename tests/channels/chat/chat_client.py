"""A client of the Chat API that holds every response to the OpenAPI document."""

from __future__ import annotations

import http.client
import itertools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft7Validator, FormatChecker, RefResolver
from ruamel.yaml import YAML

DOCUMENT_FILE = Path(__file__).parents[3] / "data" / "chat" / "openapi.yml"
PROBLEM, EVENTS = "application/problem+json", "text/event-stream"
_networks = itertools.count(1)


def read_document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    document: dict[str, Any] = YAML(typ="safe").load(DOCUMENT_FILE.read_text("utf-8"))
    return document


def as_json_schema(node: Any) -> Any:
    """Return an OpenAPI 3.0 document whose schemas are JSON Schema: only `nullable` differs."""
    if isinstance(node, list):
        return [as_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    changed = {key: as_json_schema(value) for key, value in node.items() if key != "nullable"}
    if node.get("nullable"):
        changed["type"] = [node["type"], "null"]
    return changed


class Conformance:
    """Compares responses with the document."""

    def __init__(self) -> None:
        self.document = as_json_schema(read_document())
        self._resolver = RefResolver("", self.document)

    def resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return what a reference leads to."""
        while "$ref" in node:
            node = self._resolver.resolve(node["$ref"])[1]
        return node

    def check(self, value: Any, schema: dict[str, Any]) -> None:
        """Fail when the value is not as the schema says."""
        Draft7Validator(schema, resolver=self._resolver, format_checker=FormatChecker()).validate(
            value
        )

    def check_named(self, value: Any, name: str) -> None:
        """Fail when the value is not as the schema of that name says."""
        self.check(value, self.document["components"]["schemas"][name])

    def _path(self, path: str) -> dict[str, Any]:
        """Return what is described of a path; `{name}` stands for any part of it."""
        for described, operations in self.document["paths"].items():
            pattern = re.sub(r"\\\{[a-z]+\\\}", "[a-z-]{1,80}", re.escape(described))
            if re.fullmatch(pattern, path):
                found: dict[str, Any] = operations
                return found
        return {}

    def check_response(self, method: str, path: str, response: Response) -> None:
        """Fail when the response is not one that the document describes."""
        assert response.headers["API-Version"] == self.document["info"]["version"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        if response.status >= 400:
            assert response.content_type == PROBLEM
            self.check_named(response.json, "Problem")
            assert response.json["status"] == response.status
        operation = self._path(path).get(method.lower())
        if operation is None:
            return
        described = self.resolved(operation["responses"][str(response.status)])
        for name, header in described.get("headers", {}).items():
            if self.resolved(header).get("required"):
                self.check(response.headers[name], self.resolved(header)["schema"])
        if "content" not in described:
            assert response.body == b""
            return
        schema = described["content"][response.content_type]["schema"]
        is_json = response.content_type.endswith("json")
        self.check(response.json if is_json else response.body.decode(), schema)
        for name, _, data in response.events if response.content_type == EVENTS else ():
            if schema_name := {"message": "Message", "error": "Problem"}.get(name):
                self.check_named(data, schema_name)


@dataclass(frozen=True)
class Response:
    """What the server sent back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def content_type(self) -> str:
        """Return the media type without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)

    @property
    def events(self) -> list[tuple[str, str | None, Any]]:
        """Return name, id and data of each Server-Sent Event."""
        blocks = self.body.decode().split("\n\n")
        assert blocks.pop() == ""
        fields = [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]
        return [(f["event"], f.get("id"), json.loads(f["data"])) for f in fields]


class ChatClient:
    """Speaks the Chat API from a network of its own, so that clients share no limit."""

    def __init__(self, webhook_url: str) -> None:
        self.host = urlsplit(webhook_url).netloc
        self.conformance = Conformance()
        self.move()

    def move(self) -> None:
        """Go on from another network."""
        high, low = divmod(next(_networks), 256)
        self.address = f"127.{high}.{low}.1"

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        token: str | None = None,
        **headers: str,
    ) -> Response:
        """Send a request, the body as JSON unless it is bytes, and check the response."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else None
        if body is not None and content is None:
            content = json.dumps(body).encode()
        if content is not None:
            sent.setdefault("Content-Type", "application/json")
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        connection = http.client.HTTPConnection(
            self.host, timeout=30, source_address=(self.address, 0)
        )
        try:
            connection.request(method, f"/chat/v1{path}", content, sent)
            answer = connection.getresponse()
            response = Response(answer.status, answer.headers, answer.read())
        finally:
            connection.close()
        self.conformance.check_response(method, path.partition("?")[0], response)
        return response

    def begin(self, language: str = "en") -> str:
        """Begin a conversation and return its token."""
        self.move()
        response = self.send("POST", "/conversations", {"language": language})
        assert response.status == 201
        token: str = response.json["token"]
        return token

    def say(self, token: str, text: str, message_id: str, **headers: str) -> Response:
        """Send a typed message."""
        body = {"messageId": message_id, "text": text}
        return self.send("POST", "/messages", body, token, **headers)
