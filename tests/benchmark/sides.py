"""The two sides: how each is trained, asked and started."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from runtime.environment import PROJECT_FOLDER
from runtime.evaluation.costs import training_cpu_seconds
from runtime.training import model_for_present_data
from tests.benchmark.project import write_project

ENVIRONMENT = PROJECT_FOLDER / ".bench-venv"
FOLDER = PROJECT_FOLDER / "results" / "benchmark"
MODEL = Path("models") / "stock.tar.gz"
TRAINED = "training.json"
RUN = ("-m", "rasa", "run", "--interface", "127.0.0.1", "--port", "{port}")


@dataclass(frozen=True)
class Side:
    """A trained assistant that can be started.

    Attributes:
        python: the interpreter of its environment.
        folder: where its commands run.
        serve: the arguments that start its server, with `{port}`.
    """

    name: str
    python: Path
    folder: Path
    model: Path
    serve: tuple[str, ...]
    environment: Mapping[str, str]
    training_cpu_seconds: float


def ours() -> Side:
    """Return this project's side; trained once more from scratch, for its cost."""
    return Side(
        "ind-assistant",
        Path(sys.executable),
        PROJECT_FOLDER,
        model_for_present_data(),
        ("-m", "runtime", "run"),
        {**os.environ, "PYTHONPATH": str(PROJECT_FOLDER)},
        training_cpu_seconds(),
    )


def stock(plain: Mapping[str, str]) -> Side:
    """Return stock Rasa's side; trained when it was not yet, for the same examples.

    Args:
        plain: the environment before this project set anything in it, such as one thread only.
    """
    folder = _project()
    told = folder / TRAINED
    environment = {**plain, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    python = ENVIRONMENT / "bin" / "python"
    if not told.exists():
        seconds = _train(python, folder, environment)
        told.write_text(json.dumps({"cpu_seconds": seconds}), "utf-8")
    return Side(
        "stock Rasa 3.6.21",
        python,
        folder,
        folder / MODEL,
        (*RUN, "--model", str(MODEL)),
        environment,
        json.loads(told.read_text("utf-8"))["cpu_seconds"],
    )


def _project() -> Path:
    """Write the project, and give it a folder by its content: the same data is trained once."""
    fresh = FOLDER / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    write_project(fresh, ENVIRONMENT)
    digest = hashlib.sha256()
    for path in sorted(path for path in fresh.rglob("*") if path.is_file()):
        digest.update(path.relative_to(fresh).as_posix().encode() + b"\0" + path.read_bytes())
    folder = FOLDER / f"stock-{digest.hexdigest()[:12]}"
    if not folder.exists():
        fresh.rename(folder)
    return folder


def _train(python: Path, folder: Path, environment: Mapping[str, str]) -> float:
    print("Training stock Rasa; this takes from half an hour to two hours.", flush=True)
    train = (str(python), "-W", "ignore", "-m", "rasa", "train", "--fixed-model-name", MODEL.stem)
    before = psutil.Process().cpu_times()
    with (folder / "training.log").open("w") as log:
        subprocess.run(
            ["nice", "-n", "10", *train],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            check=True,
        )
    after = psutil.Process().cpu_times()
    used = after.children_user + after.children_system
    return float(used - before.children_user - before.children_system)
