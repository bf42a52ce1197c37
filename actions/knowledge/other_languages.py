"""The languages that the assistant recognises but does not speak, from `data/languages`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, validator

from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record

LANGUAGES_FOLDER = Path(__file__).parents[2] / "data" / "languages"
SPOKEN_FILE = "spoken.yml"


class NoticeTexts(Record):
    """What the assistant says in a language; numbers of facts stand between braces."""

    notice: str = Field(min_length=1)
    follows: str = Field(min_length=1)
    danger: str = Field(min_length=1)


class OtherLanguage(Record):
    """How a language is recognised, and what its speakers read."""

    code: str = Field(regex="^[a-z]{2}$")
    name: str
    dir: Literal["ltr", "rtl"]
    script: Literal["latin", "cyrillic", "arabic", "cjk", "ethiopic"]
    letters: str = ""
    excluded_letters: str = ""
    fallback: bool = False
    words: tuple[str, ...]
    latin_words: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    danger: tuple[str, ...]
    subjects: dict[str, tuple[str, ...]]
    texts: NoticeTexts

    @validator("words", "latin_words", "alone", each_item=True)
    def is_one_word(cls, word: str) -> str:
        if " " in word:
            raise ValueError(f"'{word}' is more than one word")
        return word


@lru_cache(maxsize=1)
def load_other_languages(folder: Path = LANGUAGES_FOLDER) -> dict[str, OtherLanguage]:
    """Read and check the files, the first time it is called.

    Raises:
        KnowledgeError: when a file is wrong.
    """
    paths = [path for path in sorted(folder.glob("*.yml")) if path.name != SPOKEN_FILE]
    found = (parse_record(OtherLanguage, read_yaml(path), path.name) for path in paths)
    return {language.code: language for language in found}


@lru_cache(maxsize=1)
def spoken_words(folder: Path = LANGUAGES_FOLDER) -> frozenset[str]:
    """Return ordinary words of the languages that the assistant speaks."""
    listed: dict[str, list[str]] = read_yaml(folder / SPOKEN_FILE)
    return frozenset(str(word) for words in listed.values() for word in words)
