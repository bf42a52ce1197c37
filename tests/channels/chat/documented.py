"""Requests made up from the OpenAPI document: those that it allows, and those that nearly are."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft4Validator

from tests.channels.chat.chat_client import Conformance

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)


NAME = "objection-deadline"  # in the place of the parameter of a path
QUESTIONS = ("kind", "date", "collected")  # of that calculator


class Documented:
    """What the document says of the bodies of requests."""

    def __init__(self) -> None:
        self._conformance = Conformance()

    def operations(self) -> list[tuple[str, str]]:
        """Return method and path of every operation that takes a body."""
        paths = self._conformance.document["paths"].items()
        return [
            (method.upper(), path.replace("{name}", NAME))
            for path, methods in paths
            for method, operation in methods.items()
            if "requestBody" in operation
        ]

    def schema(self, method: str, path: str) -> dict[str, Any]:
        """Return the schema of an operation's body."""
        described = path.replace(NAME, "{name}")
        body = self._conformance.document["paths"][described][method.lower()]["requestBody"]
        found: dict[str, Any] = body["content"]["application/json"]["schema"]
        return self._conformance.resolved(found)

    def allows(self, body: Any, schema: dict[str, Any]) -> bool:
        """Tell whether a body is as the schema says; in OpenAPI 3.0 that is JSON Schema 4."""
        resolver = self._conformance._resolver
        return bool(Draft4Validator(schema, resolver=resolver).is_valid(body))

    def bodies(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        """Return bodies of which many are allowed and many just not."""
        good = self.values(schema).filter(lambda body: self.allows(body, schema))
        names = st.sampled_from([*schema["properties"], "unknown"])
        changed = st.builds(lambda body, name, value: {**body, name: value}, good, names, JSON)
        shortened = st.builds(
            lambda body, name: {n: value for n, value in body.items() if n != name}, good, names
        )
        return good | changed | shortened | JSON

    def values(self, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
        """Return values of one schema, as far as this document uses JSON Schema."""
        schema = self._conformance.resolved(schema)
        for part in schema.get("allOf", ()):
            return self.values(part)
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        if schema["type"] == "object" and "properties" not in schema:
            return st.dictionaries(st.sampled_from(QUESTIONS) | st.text(max_size=9), JSON)
        if schema["type"] == "object":
            optional = {name: self.values(part) for name, part in schema["properties"].items()}
            required = {name: optional.pop(name) for name in schema.get("required", ())}
            return st.fixed_dictionaries(required, optional=optional)
        if schema["type"] == "string" and "pattern" in schema:
            return st.from_regex(schema["pattern"], fullmatch=True)
        return {
            "string": st.text(min_size=1, max_size=30),
            "integer": st.integers(schema.get("minimum"), 99),
            "boolean": st.booleans(),
        }[schema["type"]]
