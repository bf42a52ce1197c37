"""The words that the rules turn on."""

from __future__ import annotations

import re

from actions.knowledge.files import read_yaml
from runtime.privacy.words import WORDS_FILE, any_phrase, words


def test_the_file_has_every_list_in_plain_form() -> None:
    found = words()

    assert found["months"][:2] == ("january", "february")
    assert "marz" in found["months"]
    assert set(found.labels) == {"bsn", "vnr", "tel", "iban", "birth", "case", "doc"}
    assert found.iban_lengths["no"] == 15


def test_no_word_stands_in_a_list_twice() -> None:
    lists = {
        name: found
        for part in (read_yaml(WORDS_FILE), read_yaml(WORDS_FILE)["labels"])
        for name, found in part.items()
        if isinstance(found, list)
    }

    assert lists
    assert not {
        f"{name}: {word}"
        for name, found in lists.items()
        for word in found
        if found.count(word) > 1
    }


def test_a_space_in_a_phrase_is_a_space_a_hyphen_or_nothing() -> None:
    pattern = re.compile(any_phrase(["v nummer"]))

    for text in ("v nummer", "v-nummer", "vnummer", "v\nnummer", "v nummer12"):
        assert pattern.search(text), text
    assert not pattern.search("av nummer")
    assert not pattern.search("v nummers")
