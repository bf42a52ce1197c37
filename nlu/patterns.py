"""Entity patterns: read from `data/entities`, matched by blank spaCy pipelines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Span
from spacy.util import filter_spans

from actions.knowledge.files import read_yaml

PATTERNS_FOLDER = Path(__file__).parents[1] / "data" / "entities"
PIPELINE_LANGUAGES = ("en", "nl")

Pattern = dict[str, Any]
Patterns = dict[str, list[Pattern]]


def read_patterns(folder: Path = PATTERNS_FOLDER) -> Patterns:
    """Return spaCy's patterns for each language, from the editors' files.

    Raises:
        ValueError: when a file has neither values nor patterns; the message names it.
    """
    patterns: Patterns = {language: [] for language in PIPELINE_LANGUAGES}
    for path in sorted(folder.glob("*.yml")):
        content = read_yaml(path)
        if not isinstance(content, dict) or not {"values", "patterns"} & set(content):
            raise ValueError(f"{path.name}: give a list of values or of patterns")
        for language in PIPELINE_LANGUAGES:
            patterns[language] += _value_patterns(content, language)
            patterns[language] += _token_patterns(content, language)
    return patterns


def _value_patterns(content: dict[str, Any], language: str) -> Iterator[Pattern]:
    for value in content.get("values", []):
        for phrase in value.get(language, []):
            yield {"label": content["entity"], "pattern": str(phrase), "id": str(value["value"])}


def _token_patterns(content: dict[str, Any], language: str) -> Iterator[Pattern]:
    for named in content.get("patterns", {}).get(language, []):
        yield {"label": content["entity"], "pattern": named["pattern"]}


def build_pipeline(language: str, patterns: list[Pattern]) -> Language:
    """Return a blank pipeline that finds these patterns in lower-case texts."""
    pipeline = spacy.blank(language)
    ruler = pipeline.add_pipe("span_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return pipeline


def find_entities(pipeline: Language, text: str) -> list[dict[str, Any]]:
    """Return the entities of a text as Rasa writes them, without the extractor's name.

    Of overlapping spans of one entity the longest stays; "French" may be both a nationality and
    a language. The value is the pattern's value, or the words themselves where a pattern has none
    (dates).
    """
    by_entity: dict[str, list[Span]] = {}
    # Abbreviations such as "u.s." are known to the tokenizer in lower case only.
    doc = pipeline(text.lower())  # its spans live only as long as it does
    for span in doc.spans["ruler"]:
        by_entity.setdefault(span.label_, []).append(span)
    return [
        {
            "entity": entity,
            "value": span.id_ or span.text,
            "start": span.start_char,
            "end": span.end_char,
        }
        for entity, spans in by_entity.items()
        for span in filter_spans(spans)
    ]
