"""Dutch words reach the encoder in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.glossary import GlossaryError, in_english, load_glossary


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("wat kost een verblijfsvergunning?", "what costs a residence permit?"),
        ("mijn vrouw", "my wife"),
        ("", ""),
        ("xyzzy 12", "xyzzy 12"),
    ],
)
def test_a_dutch_text_is_put_into_english_word_by_word(dutch: str, english: str) -> None:
    assert in_english(dutch, "nl") == english


def test_in_an_english_text_only_foreign_words_are_replaced() -> None:
    text = "where is my verblijfsvergunning, will i die"  # "die" is a Dutch word too
    assert in_english(text, "en") == "where is my residence permit, will i die"


@pytest.mark.parametrize("line", ["huis", "huis\t", "\thouse", "huis\thouse\thome"])
def test_a_wrong_line_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    file.write_text(f"de\tthe\n{line}\n", "utf-8")
    with pytest.raises(GlossaryError, match="line 2"):
        load_glossary(file)


def test_the_glossary_is_in_lower_case_and_short() -> None:
    for dutch, english in load_glossary().items():
        assert dutch == dutch.lower().strip()
        assert english == english.lower().strip()
        assert len(english.split()) <= 3
