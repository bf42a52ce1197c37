"""What holds before Rasa is imported, looked at in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from runtime.environment import PROJECT_FOLDER


def _printed(code: str, **variables: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_FOLDER), **variables}
    del environment["RASA_TELEMETRY_ENABLED"]
    command = [sys.executable, "-W", "ignore", "-c", code]
    result = subprocess.run(
        command, env=environment, cwd="/", capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_rasa_sends_no_usage_data_and_no_error_reports() -> None:
    code = (
        "from runtime.environment import prepare_environment; prepare_environment()\n"
        "import os; print(os.environ['RASA_TELEMETRY_ENABLED'])\n"
        "from rasa import telemetry; print(telemetry.is_telemetry_enabled())"
    )
    assert _printed(code) == ["false", "False"]


def test_a_telemetry_variable_that_was_set_is_overruled() -> None:
    code = (
        "import os; os.environ['RASA_TELEMETRY_ENABLED'] = 'true'\n"
        "from runtime.environment import prepare_environment; prepare_environment()\n"
        "print(os.environ['RASA_TELEMETRY_ENABLED'])"
    )
    assert _printed(code) == ["false"]


def test_the_process_stands_in_the_projects_folder_and_uses_one_thread() -> None:
    code = (
        "from runtime.environment import prepare_environment; prepare_environment()\n"
        "import os; print(os.getcwd()); print(os.environ['OMP_NUM_THREADS'])"
    )
    folder, threads = _printed(code, OMP_NUM_THREADS="8")
    assert Path(folder) == PROJECT_FOLDER
    assert threads == "1"


def test_nothing_of_rasa_is_loaded_before_the_environment_is_prepared() -> None:
    code = (
        "import runtime.__main__, sys\n"
        "print(sorted(n for n in sys.modules if n.split('.')[0] in {'rasa', 'numpy', 'sklearn'}))"
    )
    assert _printed(code) == ["[]"]


def test_of_rasas_loggers_only_warnings_are_shown() -> None:
    code = (
        "from runtime.environment import prepare_logging; prepare_logging()\n"
        "import logging\n"
        "for name in ('rasa.core.processor', 'rasa_sdk.executor', 'channels.rest'):\n"
        "    print(logging.getLogger(name).isEnabledFor(logging.INFO))"
    )
    assert _printed(code) == ["False", "False", "True"]
