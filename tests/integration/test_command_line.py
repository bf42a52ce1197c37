"""The verbs, run as a user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from runtime.environment import PROJECT_FOLDER


def run_verb(
    verb: str, variables: dict[str, str], text: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one verb to its end."""
    return subprocess.run(
        [sys.executable, "-m", "runtime", verb],
        cwd=PROJECT_FOLDER,
        env={**os.environ, **variables},
        input=text,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_question_typed_in_the_terminal_is_answered(
    model: Path, guarded_variables: dict[str, str], tmp_path: Path
) -> None:
    variables = {**guarded_variables, "IND_DATABASE_URL": f"sqlite:///{tmp_path}/chat.db"}
    done = run_verb("chat", variables, "I lost my residence card\n1\n\n")
    assert done.returncode == 0, done.stderr
    assert "computer program" in done.stdout
    assert "Source: https://" in done.stdout
    assert "\n1. " in done.stdout
    assert "'message' is empty" in done.stdout


def test_training_is_skipped_when_the_data_has_a_model(
    model: Path, guarded_variables: dict[str, str]
) -> None:
    before = model.stat().st_mtime_ns
    done = run_verb("train", guarded_variables)
    assert done.returncode == 0
    assert "training" not in done.stdout
    assert model.stat().st_mtime_ns == before


def test_a_wrong_setting_is_named_in_one_line(guarded_variables: dict[str, str]) -> None:
    done = run_verb("run", {**guarded_variables, "IND_PORT": "many"})
    assert done.returncode == 1
    assert "IND_PORT" in done.stderr
    assert "Traceback" not in done.stderr
