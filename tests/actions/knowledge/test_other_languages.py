"""A file about a language is checked when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.knowledge.errors import KnowledgeError
from actions.knowledge.other_languages import LANGUAGES_FOLDER, load_other_languages, spoken_words

read_again = load_other_languages.__wrapped__


def test_the_files_are_read_by_code() -> None:
    languages = load_other_languages()

    assert {"ar", "tr", "uk", "ru", "es", "fr", "de", "pl", "zh", "fa", "ti"} <= set(languages)
    assert languages["ar"].dir == languages["fa"].dir == "rtl"
    assert {"the", "het"} <= spoken_words()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("code: tr", "code: turkish"),
        ("dir: ltr", "dir: up"),
        ("script: latin", "script: runes"),
        ("alone: [", "alone: [two words, "),
        ("  follows:", "  follow:"),
    ],
)
def test_a_fault_names_its_file(tmp_path: Path, old: str, new: str) -> None:
    text = (LANGUAGES_FOLDER / "tr.yml").read_text("utf-8")
    assert old in text
    (tmp_path / "tr.yml").write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(KnowledgeError) as raised:
        read_again(tmp_path)
    assert raised.value.faults[0].file == "tr.yml"
