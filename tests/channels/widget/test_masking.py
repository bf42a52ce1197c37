"""The browser masks what the server masks: the same vectors, and the same in hard texts."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from runtime.environment import PROJECT_FOLDER
from runtime.privacy.redaction import Redacted, redact
from tests.channels.widget.tools import node

SCRIPT = Path(__file__).parent / "mask.mjs"
VECTORS_FILE = PROJECT_FOLDER / "data" / "privacy" / "vectors.jsonl"
VECTORS = [json.loads(line) for line in VECTORS_FILE.read_text("utf-8").splitlines()]
QUESTIONS = [
    str(json.loads(line)["text"])
    for name in ("dev", "own")
    for line in (PROJECT_FOLDER / "tests" / "evaluation" / f"{name}_questions.jsonl")
    .read_text("utf-8")
    .splitlines()
]
SEED = 20261122
MIXED = 2_000
PARTS = [
    *("12-03-1990", "2812345678", "111222333", "281.234.5678", "0612345678", "088 043 04 30"),
    *("bsn", "V-nummer", "geboren", "my name is", "mijn adres is", "paspoort", "tel", "zaaknummer"),
    *("Kerkstraat", "1234 AB", "12", "jan", "Jan de Vries", "@", "x.nl", " at ", "gmail.com"),
    *("NL91ABNA0417164300", "NX1A2B3C4", "<BSN>", "P<NLD<<", "Z1-1234567", "€", "euro", "2026"),
    *(
        "maart",
        "and",
        "\n",
        "  ",
        "\u200b",
        "\u202e",
        "\u0661\u0662",
        "\uff11",
        "e\u0301",
        "½",
        "🙂",
    ),
    *("𝟙𝟚", "ß", "İ", "Σ", "(", ")", "-", ".", "/", ",", ":", "+31", "00", "?", "='", "ABN", "III"),
]


def masked_in_browser(texts: Sequence[str]) -> list[Redacted]:
    """Return what the widget's own rules make of these texts."""
    lines = "".join(f"{json.dumps(text)}\n" for text in texts)
    result = subprocess.run(
        [node(), str(SCRIPT)], input=lines, capture_output=True, text=True, check=True
    )
    found = map(json.loads, result.stdout.splitlines())
    return [Redacted(masked["text"], tuple(masked["kinds"])) for masked in found]


def mixed_texts() -> list[str]:
    """Return texts of difficult parts, always the same ones."""
    rng = random.Random(SEED)  # noqa: S311 - nothing secret
    parts = [*PARTS, *(str(vector["text"]) for vector in VECTORS[::9])]
    return [
        rng.choice(["", " "]).join(rng.choices(parts, k=rng.randint(1, 12))) for _ in range(MIXED)
    ]


def test_every_vector_is_masked_as_it_says() -> None:
    expected = [Redacted(str(v["masked"]), tuple(v["kinds"])) for v in VECTORS]

    assert masked_in_browser([str(vector["text"]) for vector in VECTORS]) == expected


@pytest.mark.parametrize("texts", [QUESTIONS, mixed_texts()], ids=["questions", "mixed"])
def test_browser_and_server_mask_alike(texts: list[str]) -> None:
    found = masked_in_browser(texts)

    differing = [
        (text, browser, server)
        for text, browser in zip(texts, found, strict=True)
        if browser != (server := redact(text))
    ]
    assert differing == []
