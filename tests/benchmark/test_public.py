"""Public sets are measured when they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmark.public import measure_public

TEXTS = {
    "train_10": [
        *[(f"where is my card number {n}", "card") for n in range(10)],
        *[(f"how much money do I pay {n}", "fee") for n in range(10)],
        *[(f"when does your office open {n}", "hours") for n in range(10)],
    ],
    "test": [("my card is where", "card"), ("what money to pay", "fee"), ("my card", "fee")],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one small set."""
    for part, pairs in TEXTS.items():
        place = tmp_path / "SMALL" / part
        place.mkdir(parents=True)
        for name, position in (("seq.in", 0), ("label", 1)):
            (place / name).write_text("".join(f"{pair[position]}\n" for pair in pairs), "utf-8")
    return tmp_path


def test_each_set_is_trained_and_asked(folder: Path) -> None:
    (found,) = measure_public(folder)

    assert found[0] == "SMALL"
    assert found[1] == pytest.approx(200 / 3)


def test_texts_and_labels_that_do_not_match_are_an_error(folder: Path) -> None:
    (folder / "SMALL" / "test" / "label").write_text("card\n", "utf-8")
    with pytest.raises(ValueError, match="3 texts and 1 labels"):
        list(measure_public(folder))
