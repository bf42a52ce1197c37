"""What a test does when a service that it needs is not there."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def not_there(name: str) -> NoReturn:
    """Skip and say so; in CI, where the services must be there, fail."""
    reason = f"{name} does not answer or is not on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
