"""The document of the API is valid and says what the code does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from channels.chat.feedback import FIELDS, MAX_COMMENT_CHARACTERS, REASONS
from channels.chat.headers import API_VERSION
from channels.chat.input import PREFIX
from channels.chat.messages import _MESSAGE_ID
from channels.chat.routes import DESCRIPTION, OPERATIONS
from channels.choices import CHOICE_ID
from channels.texts import LANGUAGES
from tests.channels.chat.chat_client import Conformance, as_json_schema, read_document

DOCUMENT = read_document()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATION = {
    "type": "object",
    "required": ["operationId", "summary", "tags", "responses"],
    "properties": {
        "operationId": {"type": "string"},
        "responses": {
            "type": "object",
            "minProperties": 2,
            "patternProperties": {r"^[2-5]\d\d$": {"type": "object"}},
            "additionalProperties": False,
        },
    },
}
# As much of the OpenAPI 3.0 structure as this document uses.
STRUCTURE: dict[str, Any] = {
    "type": "object",
    "required": ["openapi", "info", "servers", "paths", "components"],
    "properties": {
        "openapi": {"type": "string", "pattern": r"^3\.0\.\d$"},
        "info": {
            "type": "object",
            "required": ["title", "version", "contact", "license"],
            "properties": {
                "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
                "contact": {"type": "object", "required": ["name", "url", "email"]},
            },
        },
        "paths": {
            "type": "object",
            "patternProperties": {
                r"^(/([a-z.-]+|\{[a-z]+\}))+$": {
                    "type": "object",
                    "propertyNames": {"enum": ["get", "put", "post", "delete"]},
                    "additionalProperties": OPERATION,
                }
            },
            "additionalProperties": False,
        },
    },
}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Return every object in the document."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item)


def test_the_document_has_the_structure_of_openapi() -> None:
    Draft7Validator(STRUCTURE).validate(DOCUMENT)


def test_every_schema_in_it_is_a_valid_one() -> None:
    schemas = [node["schema"] for node in nodes(as_json_schema(DOCUMENT)) if "schema" in node]
    for schema in [*schemas, *as_json_schema(SCHEMAS).values()]:
        Draft7Validator.check_schema(schema)


def test_every_reference_leads_somewhere_and_everything_is_used() -> None:
    conformance = Conformance()
    used = {node["$ref"] for node in nodes(DOCUMENT) if "$ref" in node}
    for reference in used:
        assert conformance.resolved({"$ref": reference})
    named = {
        f"#/components/{part}/{name}"
        for part in ("headers", "responses", "schemas")
        for name in DOCUMENT["components"][part]
    }
    assert used == named


def test_every_response_and_property_is_described_and_closed() -> None:
    for node in nodes(SCHEMAS):
        if "properties" in node:
            assert node["additionalProperties"] is False
    for node in nodes(DOCUMENT["paths"]):
        for response in node.get("responses", {}).values():
            assert "$ref" in response or response["description"]


def test_every_example_conforms() -> None:
    conformance = Conformance()
    found = 0
    for node in nodes(DOCUMENT["paths"]):
        several = [example["value"] for example in node.get("examples", {}).values()]
        for example in [*several, *([node["example"]] if "example" in node else [])]:
            conformance.check(example, as_json_schema(node["schema"]))
            found += 1
    assert found >= 4


def test_the_document_describes_exactly_the_operations_that_there_are() -> None:
    described = {path: {m.upper() for m in methods} for path, methods in DOCUMENT["paths"].items()}
    served = {
        path.replace("<", "{").replace(":str>", "}"): set(operations)
        for path, operations in OPERATIONS.items()
    }
    assert described == served | {DESCRIPTION: {"GET"}}


def test_operations_have_names_of_their_own() -> None:
    names = [node["operationId"] for node in nodes(DOCUMENT["paths"]) if "operationId" in node]
    assert len(names) == len(set(names))


def test_the_document_and_the_code_agree() -> None:
    assert DOCUMENT["info"]["version"] == API_VERSION
    assert DOCUMENT["servers"] == [{"url": PREFIX}]
    assert SCHEMAS["Language"]["enum"] == list(LANGUAGES)
    assert SCHEMAS["Choice"]["pattern"] == f"^{CHOICE_ID.pattern}$"
    assert SCHEMAS["NewMessage"]["properties"]["messageId"]["pattern"] == f"^{_MESSAGE_ID.pattern}$"
    assert list(SCHEMAS["Feedback"]["properties"]) == list(FIELDS)
    assert SCHEMAS["Feedback"]["properties"]["reason"]["enum"] == list(REASONS)
    assert SCHEMAS["Feedback"]["properties"]["comment"]["maxLength"] == MAX_COMMENT_CHARACTERS


@pytest.mark.parametrize("status", ["400", "403", "415", "500", "503"])
def test_every_operation_with_a_body_says_how_it_refuses(status: str) -> None:
    for methods in DOCUMENT["paths"].values():
        for operation in methods.values():
            assert status in operation["responses"] or "requestBody" not in operation
