"""What the tests of the widget need beside Python, and what happens where it is not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable

import pytest

from runtime.environment import PROJECT_FOLDER

WIDGET = PROJECT_FOLDER / "channels" / "widget"
MODULES = WIDGET / "node_modules"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def node() -> str:
    """Return Node; without it the test is skipped, and fails where everything must be tested."""
    return _found("Node", ["node"])


def browser() -> str:
    """Return the browser that tests drive."""
    return _found("Chromium", [os.environ.get("CHROMIUM", ""), *BROWSERS])


def need_modules() -> None:
    """See that the packages of the widget are installed."""
    if not MODULES.is_dir():
        _missing("the packages of channels/widget (npm ci)")


def _found(what: str, names: Iterable[str]) -> str:
    for name in filter(None, names):
        if (path := shutil.which(name)) is not None:
            return path
    _missing(what)
    raise AssertionError("unreachable")


def _missing(what: str) -> None:
    reason = f"{what} is not installed, so the widget was not tested in full"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
