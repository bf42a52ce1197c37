"""Keeps what was asked out of the lines that Sanic logs: a path can hold anything."""

from __future__ import annotations

import logging
import re

SANIC_LOGGERS = ("sanic.error", "sanic.root")
HIDDEN = "<path>"
# A GET with a body: nobody can mend that, and anybody could fill the log with it.
BODY_LEFT = "body not consumed."
_PATH = re.compile(r"(?<![\w<])(?:\w+://|/)[^\s>'\"]*")


class WithoutRequests(logging.Filter):
    """Hides paths and addresses of requests, and drops the lines that only name one."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        record.msg, record.args = _PATH.sub(HIDDEN, message), ()
        return not message.endswith(BODY_LEFT)


def hide_requests() -> None:
    """Put the filter on Sanic's loggers, each once."""
    for name in SANIC_LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(found, WithoutRequests) for found in logger.filters):
            logger.addFilter(WithoutRequests())
