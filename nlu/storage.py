"""Keeps the trained parts of a component in the model as JSON and .npz, never as pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

JSON_FILE = "trained.json"
ARRAYS_FILE = "trained.npz"

Arrays = dict[str, NDArray[Any]]


def save_trained(
    storage: ModelStorage,
    resource: Resource,
    data: Mapping[str, Any],
    arrays: Mapping[str, NDArray[Any]] | None = None,
) -> None:
    """Write the trained parts of one component into the model."""
    with storage.write_to(resource) as folder:
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        (Path(folder) / JSON_FILE).write_text(text, "utf-8")
        np.savez(Path(folder) / ARRAYS_FILE, **(arrays or {}))


def load_trained(storage: ModelStorage, resource: Resource) -> tuple[dict[str, Any], Arrays]:
    """Read what `save_trained` wrote.

    Raises:
        ValueError: when the model has no parts of this component.
    """
    with storage.read_from(resource) as folder:
        data = json.loads((Path(folder) / JSON_FILE).read_text("utf-8"))
        with np.load(Path(folder) / ARRAYS_FILE, allow_pickle=False) as arrays:
            return data, {name: arrays[name] for name in arrays.files}
