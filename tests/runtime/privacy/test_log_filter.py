"""Nothing that is logged holds personal data, by whichever way it comes to a handler."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from runtime.privacy.log_filter import (
    UNREADABLE,
    RedactingFilter,
    clean_values,
    install_log_redaction,
)

BSN = "111222333"


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """Return what a handler of the root logger writes; everything is as before afterwards."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level, before = logging.StreamHandler(stream), root.level, structlog.get_config()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    structlog.configure(**before)
    for other in [*root.handlers, logging.lastResort]:
        for found in [f for f in getattr(other, "filters", []) if isinstance(f, RedactingFilter)]:
            other.removeFilter(found)  # type: ignore[union-attr]


def filtered(message: str, args: tuple[object, ...], **fields: Any) -> logging.LogRecord:
    record = logging.LogRecord("a", logging.INFO, "f.py", 1, message, args, None)
    vars(record).update(fields)
    assert RedactingFilter().filter(record)
    return record


def test_the_message_is_formatted_before_it_is_masked() -> None:
    record = filtered("number %s-%s", ("111222", "333"))

    assert (record.msg, record.args) == ("number <BSN>", ())


def test_a_record_that_cannot_be_formatted_is_no_error() -> None:
    assert filtered("%d", (f"bsn {BSN}",)).msg == UNREADABLE


def test_fields_that_somebody_added_are_masked() -> None:
    record = filtered("event", (), text=f"bsn {BSN}", nested={"a": [BSN, 5]}, count=3)

    assert vars(record)["text"] == "bsn <BSN>"
    assert vars(record)["nested"] == {"a": ["<BSN>", 5]}
    assert vars(record)["count"] == 3


def test_an_object_is_replaced_by_its_masked_text() -> None:
    assert clean_values(ValueError(f"bsn {BSN}")) == "bsn <BSN>"
    assert clean_values(int(BSN)) == "<BSN>"
    assert clean_values((True, None, 1.5, b"x")) == [True, None, 1.5, "b'x'"]


def test_a_traceback_has_neither_numbers_nor_local_variables(output: io.StringIO) -> None:
    def failing() -> None:
        value = f"a local value {len(BSN)} that nobody sees"  # noqa: F841
        raise ValueError(f"wrong: bsn {BSN}")

    install_log_redaction()
    try:
        failing()
    except ValueError:
        logging.getLogger("some.module").exception("turn.failed", stack_info=True)

    logged = output.getvalue()
    assert "ValueError: wrong: bsn <BSN>" in logged
    assert "in failing" in logged
    assert BSN not in logged
    assert "a local value" not in logged


def test_the_error_itself_is_taken_off_the_record() -> None:
    error = ValueError(BSN)
    record = filtered("event", (), exc_info=(ValueError, error, None))

    assert record.exc_info is None
    assert record.exc_text == "ValueError: <BSN>"


def test_loggers_with_handlers_of_their_own_are_masked(output: io.StringIO) -> None:
    logger = logging.getLogger("with.its.own.handler")
    handler = logging.StreamHandler(output)
    logger.addHandler(handler)
    install_log_redaction()

    logger.error("tel %s", "0612345678")
    logger.removeHandler(handler)

    assert output.getvalue() == "tel <TEL>\n" * 2


def test_installing_twice_adds_one_filter(output: io.StringIO) -> None:
    install_log_redaction()
    install_log_redaction()

    for handler in logging.getLogger().handlers:
        assert sum(isinstance(found, RedactingFilter) for found in handler.filters) == 1


def test_warnings_are_masked(output: io.StringIO) -> None:
    logger = logging.getLogger("py.warnings")
    level = logger.level
    logger.setLevel(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        install_log_redaction()
        warnings.warn(f"cannot read bsn {BSN}", stacklevel=1)
    logger.setLevel(level)

    assert "cannot read bsn <BSN>" in output.getvalue()


def test_events_of_structlog_are_masked_before_they_are_written(output: io.StringIO) -> None:
    install_log_redaction()
    logger = structlog.get_logger("rasa.some")

    logger.error("event", text="bsn ١١١٢٢٢٣٣٣", slots=[{"value": BSN}], turns=3)

    event = json.loads(output.getvalue())
    assert event["text"] == "bsn <BSN>"
    assert event["slots"] == [{"value": "<BSN>"}]
    assert event["turns"] == 3


def test_tracebacks_of_structlog_have_no_local_variables(output: io.StringIO) -> None:
    install_log_redaction()
    hidden = "a local value that nobody sees"
    try:
        raise ValueError(BSN)
    except ValueError:
        structlog.get_logger("rasa.other").exception("event")

    assert BSN not in output.getvalue()
    assert "ValueError: <BSN>" in output.getvalue()
    assert hidden not in output.getvalue()


def test_secrets_are_masked_too(output: io.StringIO) -> None:
    install_log_redaction()

    logging.getLogger("httpx").warning("Authorization: Bearer %s", "abcdef123456")

    assert output.getvalue() == "Authorization: <SECRET>\n"


def test_ids_of_messages_and_conversations_stay(output: io.StringIO) -> None:
    install_log_redaction()
    line = "turn.answered rest_1234567890abcdef1234567890abcdef12345678 "
    line += "12345678-9012-4345-8678-901234567890"

    logging.getLogger("channels").warning(line)

    assert output.getvalue() == line + "\n"
