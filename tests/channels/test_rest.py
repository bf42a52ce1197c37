"""The REST connector and its key."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.errors import Refused
from channels.rest import KEY_HEADER, RestInput


def _request(**headers: str) -> Any:
    return SimpleNamespace(headers=headers)


def test_the_connector_has_the_name_of_rasas_own() -> None:
    assert RestInput.name() == "rest"


@pytest.mark.parametrize("credentials", [None, {}, {"api_key": None}, {"api_key": ""}])
def test_without_a_key_everybody_may_send(credentials: dict[str, Any] | None) -> None:
    RestInput.from_credentials(credentials)._check_key(_request())


@pytest.mark.parametrize("headers", [{}, {KEY_HEADER: ""}, {KEY_HEADER: "other"}])
def test_with_a_key_only_who_has_it_may_send(headers: dict[str, str]) -> None:
    connector = RestInput.from_credentials({"api_key": "right"})
    with pytest.raises(Refused):
        connector._check_key(_request(**headers))
    connector._check_key(_request(**{KEY_HEADER: "right"}))
