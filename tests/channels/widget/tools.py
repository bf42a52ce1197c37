"""What the tests of the widget need beside Python."""

from __future__ import annotations

import os
import shutil

from runtime.environment import PROJECT_FOLDER
from tests.support.services import not_there

WIDGET = PROJECT_FOLDER / "channels" / "widget"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def node() -> str:
    """Return Node."""
    return shutil.which("node") or not_there("Node")


def browser() -> str:
    """Return the browser that tests drive."""
    names = filter(None, [os.environ.get("CHROMIUM"), *BROWSERS])
    return next(filter(None, map(shutil.which, names)), None) or not_there("Chromium")


def need_modules() -> None:
    """See that the packages of the widget are installed."""
    if not (WIDGET / "node_modules").is_dir():
        not_there("the packages of channels/widget (npm ci)")
