"""Trains the model when there is none for this data."""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from runtime.environment import PROJECT_FOLDER
from runtime.fingerprint import training_fingerprint
from runtime.manifest import (
    MODEL_SUFFIX,
    ModelRefused,
    check_model,
    manifest_of,
    write_manifest,
)

MODELS_FOLDER = PROJECT_FOLDER / "models"
MODEL_NAME = "ind-assistant-"
RASA_STEPS = "rasa.engine.training.hooks"


class TrainingFailed(Exception):
    """Rasa did not produce a model."""


class _Progress(logging.Handler):
    """Shows each step of the training in one line, as it begins."""

    def __init__(self) -> None:
        super().__init__()
        self._stream = sys.stdout

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("Starting to train component"):
            print(f"  training {message.split(chr(39))[1]} …", file=self._stream, flush=True)


def model_path() -> Path:
    """Return where the model for the present data is, or will be."""
    return MODELS_FOLDER / f"{MODEL_NAME}{training_fingerprint(PROJECT_FOLDER)}{MODEL_SUFFIX}"


def model_for_present_data() -> Path:
    """Return the model, trained first when there is none.

    Training runs in a process of its own, which gives its memory back: a server that trained
    itself would keep 250 MB more.

    Raises:
        TrainingFailed: when the training ended with an error; it has told why.
        ModelRefused: when the file is not the one that training wrote.
        KnowledgeError: when the knowledge base cannot be read.
    """
    path = model_path()
    if not path.exists():
        command = [sys.executable, "-m", "runtime", "train"]
        if subprocess.run(command, check=False).returncode != 0:  # noqa: S603 - our own words
            raise TrainingFailed("Without a model there is nothing to start.")
    check_model(path)
    return path


def train_if_needed() -> Path:
    """Train in this process, unless the present data has a model that training wrote.

    Raises:
        TrainingFailed: when Rasa reports an error.
        KnowledgeError: when the knowledge base cannot be read.
    """
    path = model_path()
    if path.exists():
        try:
            check_model(path)
        except ModelRefused as exc:
            print(exc, flush=True)
            path.unlink()
        else:
            return path
    print("The data has no model yet. Training takes a few minutes.", flush=True)
    train_model(path)
    write_manifest(path)
    for older in set(MODELS_FOLDER.glob(f"{MODEL_NAME}*")) - {path, manifest_of(path)}:
        older.unlink()
    print(f"The model is trained: models/{path.name}", flush=True)
    return path


def train_model(path: Path) -> None:
    """Train from scratch and write the model to `path`, showing each step.

    Raises:
        TrainingFailed: when Rasa reports an error.
    """
    from rasa.model_training import train
    from rasa.shared.exceptions import RasaException

    steps = logging.getLogger(RASA_STEPS)
    steps.setLevel(logging.INFO)
    steps.propagate = False
    steps.addHandler(progress := _Progress())
    try:
        with redirect_stdout(StringIO()):  # Rasa names the whole path of the model
            result = train(
                "domain.yml",
                "config.yml",
                "data",
                output=str(path.parent),
                force_training=True,
                fixed_model_name=path.name,
            )
    except RasaException as exc:
        cause = exc.__cause__ or exc
        raise TrainingFailed(f"{exc} {type(cause).__name__}: {cause}") from exc
    finally:
        steps.removeHandler(progress)
    if result.code != 0 or not path.exists():
        raise TrainingFailed(f"Training ended with code {result.code} and no model.")
