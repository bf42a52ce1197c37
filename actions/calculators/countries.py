"""Nationalities: found in what people write, and called by their name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from actions.calculators.words import CALCULATORS_FOLDER, Phrases, folded, words_of
from actions.knowledge.files import read_yaml
from actions.knowledge.languages import LANGUAGES, Language

NATIONALITIES_FILE = Path(__file__).parents[2] / "data" / "entities" / "nationality.yml"
COUNTRIES_FILE = CALCULATORS_FOLDER / "countries.yml"

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Countries:
    """The nationalities that are known, by the values of `data/entities/nationality.yml`.

    Attributes:
        phrases: what people write for each, wherever it stands in a text.
        answers: what is only clear when it is the whole answer, such as "us".
        lead: what people write before their answer, such as "I am".
        names: how each is called, by language.
        groups: `eu`, `eea` or `swiss`, for those that have one.
    """

    phrases: Mapping[Phrase, str]
    answers: Mapping[Phrase, str]
    lead: Phrases
    names: Mapping[str, Mapping[Language, str]]
    groups: Mapping[str, str]

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the nationalities in a text, once each; of two that overlap the longer one."""
        words = tuple(words_of(folded(text)))
        behind_lead = words[self.lead.start_of(text) or 0 :]
        if answer := self.answers.get(behind_lead):
            return (answer,)
        longest = max(map(len, self.phrases))
        found: list[str] = []
        position = 0
        while position < len(words):
            lengths = range(min(longest, len(words) - position), 0, -1)
            ends = (n for n in lengths if words[position : position + n] in self.phrases)
            length = next(ends, 0)
            if length:
                found.append(self.phrases[words[position : position + length]])
            position += length or 1
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def read_countries(
    nationalities: Path = NATIONALITIES_FILE, more: Path = COUNTRIES_FILE
) -> Countries:
    """Return the nationalities of the editors' files."""
    listed = read_yaml(nationalities)["values"]
    own = read_yaml(more)
    every = [*listed, *own["values"]]
    return Countries(
        phrases=_phrases(listed),
        answers=_phrases(own["values"]),
        lead=Phrases.of(text for texts in own["lead"].values() for text in texts),
        names={str(entry["value"]): _names(entry, own) for entry in reversed(every)},
        groups={str(entry["value"]): str(entry["group"]) for entry in listed if "group" in entry},
    )


def _phrases(entries: list[dict[str, Any]]) -> dict[Phrase, str]:
    return {
        tuple(words_of(folded(str(text)))): str(entry["value"])
        for entry in entries
        for language in LANGUAGES
        for text in entry.get(language, ())
    }


def _names(entry: dict[str, Any], own: dict[str, Any]) -> dict[Language, str]:
    given = own["names"].get(entry["value"], {})
    return {
        language: given.get(language) or _capitals(str(entry[language][0]), own["small"])
        for language in LANGUAGES
        if language in given or language in entry
    }


def _capitals(name: str, small: list[str]) -> str:
    """Return a name with capitals: each part between spaces and hyphens but the small ones."""
    for mark in (" ", "-"):
        parts = name.split(mark)
        name = mark.join(p if p in small else p[:1].upper() + p[1:] for p in parts)
    return name
