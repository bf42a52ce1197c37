"""Keeps personal data and secrets out of the log, whatever is logged and by whom."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import structlog

from runtime.privacy.redaction import redact
from runtime.privacy.secrets import mask_secrets

UNREADABLE = "a record that could not be formatted"

Error = tuple[type[BaseException], BaseException, TracebackType | None]

# What every record has; anything else was added by whoever logs, and formatters may show it.
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def clean(text: str) -> str:
    """Return a text without secrets and personal data."""
    return redact(mask_secrets(text)).text


class RedactingFilter(logging.Filter):
    """Replaces what a record holds by the formatted text without personal data."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - the arguments of others; a log line never stops a turn
            message = UNREADABLE
        record.msg, record.args = clean(message), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = clean(record.exc_text or _traceback(record.exc_info))
        elif record.exc_text:
            record.exc_text = clean(record.exc_text)
        record.exc_info = None  # formatters take the text; the error itself leads to its locals
        if record.stack_info:
            record.stack_info = clean(record.stack_info)
        for name, value in list(vars(record).items()):
            if name not in _OWN_FIELDS:
                setattr(record, name, clean_values(value))
        return True


def _traceback(error: Error) -> str:
    """Return the lines of a traceback; they name files and lines, never values of variables."""
    return "".join(traceback.format_exception(*error)).rstrip("\n")


def clean_values(value: Any) -> Any:
    """Return a value with all its texts cleaned; what is neither text, number nor list is named."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_values(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [clean_values(item) for item in value]
    if value is None or isinstance(value, (bool, float)):
        return value
    cleaned = clean(str(value))
    return value if isinstance(value, int) and cleaned == str(value) else cleaned


def redact_event(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Clean an event of structlog before it is rendered, when its texts are still as typed."""
    return {name: clean_values(value) for name, value in event.items()}


def install_log_redaction() -> None:
    """Put the filter on every handler there is, and let warnings and structlog pass through it.

    Call it again when handlers were added: a handler has the filter once.
    """
    logging.captureWarnings(True)
    _route_structlog()
    for handler in _handlers():
        if not any(isinstance(found, RedactingFilter) for found in handler.filters):
            handler.addFilter(RedactingFilter())


def _handlers() -> Iterator[logging.Handler]:
    if logging.lastResort:
        yield logging.lastResort
    yield from logging.root.handlers
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):  # others only hold the place of a parent
            yield from logger.handlers


def _route_structlog() -> None:
    """Render events as JSON lines without local variables and hand them to the standard log."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.dev.set_exc_info,
            structlog.processors.format_exc_info,
            redact_event,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
