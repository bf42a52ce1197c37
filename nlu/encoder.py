"""The sentence encoder: short texts to unit vectors, on one CPU thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

ENCODER_FOLDER = Path(__file__).parents[1] / "models" / "encoder"
MODEL_FILE = "encoder-int8.onnx"
TOKENIZER_FILE = "tokenizer.json"

DIMENSIONS = 384
MAX_TOKENS = 96  # longer messages are cut: their cost grows with the square of the length
BATCH = 32
FEW_TEXTS = 6  # the readings of one message

Vectors = NDArray[np.float32]


class SentenceEncoder:
    """Encodes texts; not trained here, only read from the built files."""

    def __init__(self, folder: Path = ENCODER_FOLDER) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the memory of the largest batch
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length per text, shape (texts, 384)."""
        # Texts of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        # A few are cheaper one by one, without any.
        size = BATCH if len(texts) > FEW_TEXTS else 1
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            encodings = self._tokenizer.encode_batch([texts[row] for row in rows])
            ids = np.array([encoding.ids for encoding in encodings], dtype=np.int32)
            mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int32)
            vectors[rows] = self._session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return vectors


@lru_cache(maxsize=1)
def load_encoder(folder: Path = ENCODER_FOLDER) -> SentenceEncoder | None:
    """Return the encoder that the process shares, or nothing when it was not built."""
    return SentenceEncoder(folder) if (folder / MODEL_FILE).exists() else None
