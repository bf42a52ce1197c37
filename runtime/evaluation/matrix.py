"""Draws the confusion matrix as a picture and a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from runtime.evaluation.verdict import Verdict


def write_matrix(verdicts: Sequence[Verdict], folder: Path) -> Path:
    """Write `confusion.png` and `confusion.html` into the folder; return the page."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    truth = sorted({verdict.question.topic for verdict in verdicts})
    seen = sorted({_seen(verdict) for verdict in verdicts} | set(truth))
    counts = np.zeros((len(truth), len(seen)), dtype=int)
    for verdict in verdicts:
        counts[truth.index(verdict.question.topic), seen.index(_seen(verdict))] += 1
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
    page.write_text(_page(verdicts), "utf-8")
    return page


def _seen(verdict: Verdict) -> str:
    """Return the topic of the reply; small talk and safety have none, their outcome tells more."""
    return verdict.given.topic or verdict.given.outcome


def _page(verdicts: Sequence[Verdict]) -> str:
    table = "".join(
        f"<tr><td>{escape(v.question.id)}<td>{escape(v.question.topic)}<td>{escape(_seen(v))}"
        f"<td>{v.given.confidence:.2f}<td>{escape(v.question.text)}</tr>\n"
        for v in verdicts
        if v.in_scope and not v.topic_right
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Confusions</title>'
        '<h1>Confusions of topics</h1><img src="confusion.png" alt="Matrix">'
        "<table><tr><th>id<th>topic<th>understood as<th>confidence<th>question</tr>\n"
        f"{table}</table></html>\n"
    )
