"""Our classifier on public sets with ten examples for each intent, when they are at hand.

`BENCH_DATA` names a folder with a folder for each set, as the published few-shot splits have them:
`BANKING77/train_10/seq.in` and `label`, one text and one intent in each line; the same in `test`.
The sets are for measuring; nothing of them is in this project.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nlu.encoder import load_encoder
from nlu.feature_rows import Examples
from nlu.hybrid import train_hybrid
from nlu.vectoriser import SparseVectoriser

VARIABLE = "BENCH_DATA"
ENCODER_WEIGHTS = {"en": 0.5, "default": 0.5}
TRAIN, TEST = "train_10", "test"


def measure_public(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield the name of each set and the percentage of its test texts that are right."""
    for part in sorted(path.parent for path in folder.glob(f"*/{TRAIN}")):
        yield part.name, _accuracy(part)


def _accuracy(folder: Path) -> float:
    texts, labels = _read(folder / TRAIN)
    asked, truth = _read(folder / TEST)
    vectoriser = SparseVectoriser.train(texts)
    model = train_hybrid(_examples(texts, vectoriser), labels, ENCODER_WEIGHTS)
    winners = model.predict(_examples(asked, vectoriser)).combined.argmax(axis=1)
    right = sum(model.labels[winner] == label for winner, label in zip(winners, truth, strict=True))
    return 100 * int(right) / len(truth)


def _examples(texts: list[str], vectoriser: SparseVectoriser) -> Examples:
    encoder = load_encoder()
    dense = None if encoder is None else encoder.encode(texts)
    return Examples(vectoriser.transform(texts), dense, ("en",) * len(texts))


def _read(folder: Path) -> tuple[list[str], list[str]]:
    texts, labels = (
        (folder / name).read_text("utf-8").splitlines() for name in ("seq.in", "label")
    )
    if len(texts) != len(labels):
        raise ValueError(f"{folder}: {len(texts)} texts and {len(labels)} labels")
    return texts, labels
