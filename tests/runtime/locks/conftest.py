"""Factories for the tests of locks."""

from __future__ import annotations

import uuid

import pytest


@pytest.fixture
def conversation() -> str:
    """Return the id of a conversation that nobody else uses."""
    return f"rest_{uuid.uuid4().hex}"
