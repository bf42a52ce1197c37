"""What must hold before Rasa is imported; every verb begins with this."""

from __future__ import annotations

import logging
import os
from pathlib import Path

DATABASE_VARIABLE = "IND_DATABASE_URL"
PROJECT_FOLDER = Path(__file__).parents[1]

_VARIABLES = {
    # Rasa sends usage data and, in open source too, error reports that may hold what people typed.
    "RASA_TELEMETRY_ENABLED": "false",
    # On few cores the numeric libraries wait for each other: one thread is three times as fast.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # a training begins anew; a copy of its parts would be kept
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PTB_TIMEDELTA": "true",  # the Telegram client warns at each wait that is given in seconds
    "LOG_LEVEL": "ERROR",  # no progress bars of Rasa's; `runtime.training` shows the steps
}


def prepare_environment() -> None:
    """Switch off telemetry and error reports, and stand in the project's folder."""
    os.environ.update(_VARIABLES)
    # Named in endpoints.yml, where a missing variable is an error.
    os.environ.setdefault(DATABASE_VARIABLE, "sqlite:///var/conversations.db")
    os.environ.setdefault("IND_REDIS_URL", "")
    os.chdir(PROJECT_FOLDER)
    # Rasa's libraries warn about each other; nobody who starts the server can mend that.
    # Some of them reset the filters, so the warnings go to a logger that drops them.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def prepare_logging(level: int = logging.INFO) -> None:
    """Send our own events to standard error; what others log passes a filter first."""
    import structlog

    from runtime.privacy.log_filter import install_log_redaction
    from runtime.request_filter import hide_requests

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("rasa", "rasa_sdk", "matplotlib", "apscheduler", "sanic.root", "sanic.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # They log addresses with tokens in them, and what people sent.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        cache_logger_on_first_use=True,
    )
    install_log_redaction()
    hide_requests()
