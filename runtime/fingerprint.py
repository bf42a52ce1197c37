"""A fingerprint of everything that training depends on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from actions.knowledge.base import load_knowledge

TRAINING_FILES = (
    "config.yml",
    "domain.yml",
    "requirements-runtime.lock",
    "data/nlu/*.yml",
    "data/rules/*.yml",
    "data/stories/*.yml",
    "data/responses/*.yml",
    "data/entities/*.yml",
    "data/glossary/*.tsv",
    "nlu/*.py",
    "models/encoder/*.onnx",
)


def training_fingerprint(folder: Path) -> str:
    """Return a short digest that changes when data, configuration or code of the NLU changes.

    Of the articles only what people ask counts: a new wording of an answer needs no training,
    though its sentences are learnt from at the next one.
    """
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    asked = {
        article.id: (article.topic, article.phrasings, article.follow_ups)
        for article in load_knowledge(folder / "data" / "knowledge").articles.values()
    }
    digest.update(json.dumps(asked, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    for pattern in TRAINING_FILES:
        yield from sorted(folder.glob(pattern))
