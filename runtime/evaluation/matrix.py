"""Draws the confusion matrix as a picture and a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from runtime.evaluation.scores import Result


def write_matrix(results: Sequence[Result], folder: Path) -> Path:
    """Write `confusion.png` and `confusion.html` into the folder; return the page."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    truth = sorted({result.question.topic for result in results})
    seen = sorted({result.intent for result in results} | set(truth))
    counts = np.zeros((len(truth), len(seen)), dtype=int)
    for result in results:
        counts[truth.index(result.question.topic), seen.index(result.intent)] += 1
    figure, axes = pyplot.subplots(figsize=(0.42 * len(seen) + 3, 0.36 * len(truth) + 2.5))
    axes.imshow(counts, cmap="Blues")
    axes.set_xticks(range(len(seen)), seen, rotation=90)
    axes.set_yticks(range(len(truth)), truth)
    axes.set(xlabel="understood as", ylabel="topic of the question")
    for row, column in zip(*np.nonzero(counts), strict=True):
        dark = counts[row, column] > counts.max() / 2
        colour = "white" if dark else "black"
        axes.text(column, row, counts[row, column], ha="center", va="center", color=colour)
    figure.tight_layout()
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(folder / "confusion.png", dpi=110)
    pyplot.close(figure)
    page = folder / "confusion.html"
    page.write_text(_page(results), "utf-8")
    return page


def _page(results: Sequence[Result]) -> str:
    rows = "".join(
        f"<tr><td>{escape(r.question.id)}<td>{escape(r.question.topic)}<td>{escape(r.intent)}"
        f"<td>{r.confidence:.2f}<td>{escape(r.question.text)}</tr>\n"
        for r in results
        if not r.is_right
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Confusions</title>'
        '<h1>Confusions on the development questions</h1><img src="confusion.png" alt="Matrix">'
        "<table><tr><th>id<th>topic<th>understood as<th>confidence<th>question</tr>\n"
        f"{rows}</table></html>\n"
    )
