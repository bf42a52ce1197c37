"""Which files training wrote: a model is loaded only when it is one of them, byte for byte."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

MODEL_SUFFIX, MANIFEST_SUFFIX = ".tar.gz", ".sha256.json"
ENCODER_FILES = ("encoder/*.onnx", "encoder/*.json")
AGAIN = "Nothing was loaded. `make train` trains the model anew from the data that is here."


class ModelRefused(Exception):
    """A model file is not the one that training wrote; the message names it."""


def manifest_of(model: Path) -> Path:
    """Return where the digests of a model and of its encoder stand: beside the model."""
    return model.with_name(model.name.removesuffix(MODEL_SUFFIX) + MANIFEST_SUFFIX)


def write_manifest(model: Path) -> None:
    """Write down what was trained, and with which encoder; whole or not at all."""
    text = json.dumps(_digests(model), indent=2, sort_keys=True) + "\n"
    manifest = manifest_of(model)
    unfinished = manifest.with_name(f"{manifest.name}.{os.getpid()}")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(manifest)


def check_model(model: Path) -> None:
    """See that the model and its encoder are those of the manifest.

    Raises:
        ModelRefused: when a file is not in the manifest, missing, or another one.
    """
    written, found = _read(manifest_of(model)), _digests(model)
    for name in sorted({*written, *found}):
        if name not in written:
            raise ModelRefused(f"models/{name} has no digest from training. {AGAIN}")
        if name not in found:
            raise ModelRefused(f"models/{name} is missing. {AGAIN}")
        if written[name] != found[name]:
            raise ModelRefused(f"models/{name} is not the file that training wrote. {AGAIN}")


def _read(manifest: Path) -> dict[str, str]:
    try:
        written = json.loads(manifest.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        written = None
    if not isinstance(written, dict):
        raise ModelRefused(f"models/{manifest.name} cannot be read. {AGAIN}")
    return written


def _digests(model: Path) -> dict[str, str]:
    folder = model.parent
    files = [model, *(file for pattern in ENCODER_FILES for file in folder.glob(pattern))]
    return {file.relative_to(folder).as_posix(): _digest(file) for file in files}


def _digest(file: Path) -> str:
    with file.open("rb") as content:  # not read whole: a model has 60 MB
        return hashlib.file_digest(content, "sha256").hexdigest()
