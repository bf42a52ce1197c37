"""The fields of facts and articles: what is accepted, and what a fault says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.knowledge.errors import KnowledgeError
from actions.knowledge.files import parse_record
from actions.knowledge.models import Article, Fact, Wording

Fields = Callable[..., dict[str, Any]]
MISSING_NL = "the text in 'nl' is missing"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"value": 90, "unit": "days"},
        {"value": 12.5, "unit": "euro"},
        {"value": "09:00", "unit": "time"},
        {"value": "2026-01-01", "unit": "date"},
        {"value": {"en": "soon", "nl": "gauw"}, "unit": "text"},
        {"source": "seed:booklet", "source_date": "unknown"},
        {"source_date": "2026-11"},
    ],
)
def test_a_fact_with_fitting_fields_is_accepted(
    fact_fields: Fields, fields: dict[str, Any]
) -> None:
    fact = Fact.parse_obj(fact_fields(**fields))

    assert {name: getattr(fact, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"id": "Fact One"}, "id", "string does not match regex"),
        ({"statement": {"en": "So."}}, "statement", MISSING_NL),
        ({"statement": {"en": "", "nl": "Zo."}}, "statement", "the text in 'en' is missing"),
        ({"statement": {"en": "So.", "nl": "Zo.", "de": "So."}}, "statement.__key__", "unexpected"),
        ({"source": "http://ind.nl"}, "source", "begins with https:// or seed:NAME"),
        ({"source": "seed:Two Words"}, "source", "begins with https:// or seed:NAME"),
        ({"source_date": "last year"}, "source_date", "YYYY"),
        ({"checked_on": "yesterday"}, "checked_on", "invalid date format"),
        ({"volatility": "often"}, "volatility", "unexpected value"),
        ({"owner": ""}, "owner", "at least 1 character"),
        ({"colour": "blue"}, "colour", "extra fields not permitted"),
        ({"unit": "days"}, "whole record", "value and unit go together"),
        ({"value": 90}, "whole record", "value and unit go together"),
        ({"value": "90", "unit": "days"}, "whole record", "a number without quotes"),
        ({"value": 112, "unit": "phone"}, "whole record", "text in quotes"),
        ({"value": "soon", "unit": "text"}, "whole record", "the text in 'en' is missing"),
        ({"value": {"en": "soon"}, "unit": "text"}, "whole record", MISSING_NL),
        ({"value": "9:00", "unit": "time"}, "whole record", "9:00"),
        ({"value": "21 November", "unit": "date"}, "whole record", "21 November"),
        ({"value": 3, "unit": "moons"}, "unit", "unexpected value"),
        (
            {"value": 3, "unit": "days", "statement": {"en": "{value} left.", "nl": "Over."}},
            "whole record",
            "the statement in 'nl' and the value do not match",
        ),
        (
            {"statement": {"en": "{value} left.", "nl": "Over."}},
            "whole record",
            "the statement in 'en' and the value do not match",
        ),
    ],
)
def test_a_fault_in_a_fact_names_the_field_and_the_reason(
    fact_fields: Fields, fields: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(KnowledgeError) as error:
        parse_record(Fact, fact_fields(**fields), "fees.yml")

    fault = error.value.faults[0]
    assert (fault.file, fault.field) == ("fees.yml", field)
    assert reason in fault.reason


@pytest.mark.parametrize("field", ["source", "checked_on", "volatility", "owner", "source_date"])
def test_a_fact_without_a_required_field_is_refused(fact_fields: Fields, field: str) -> None:
    fields = fact_fields()
    del fields[field]

    with pytest.raises(KnowledgeError, match=f"fees.yml: {field}: field required"):
        parse_record(Fact, fields, "fees.yml")


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"topic": "weather"}, "topic", "unexpected value"),
        ({"outcome": "guessed"}, "outcome", "unexpected value"),
        ({"title": {"en": "Title"}}, "title", MISSING_NL),
        ({"answer": {"en": "Answer.", "nl": ""}}, "answer", MISSING_NL),
        ({"details": {"en": "More."}}, "details", MISSING_NL),
        ({"phrasings": {"en": ["one"], "nl": []}}, "phrasings", MISSING_NL),
        ({"phone": "often"}, "phone", "boolean"),
        ({"sources": []}, "sources", "extra fields not permitted"),
    ],
)
def test_a_fault_in_an_article_names_the_field_and_the_reason(
    article_fields: Fields, fields: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(KnowledgeError) as error:
        parse_record(Article, article_fields(**fields), "article.yml")

    fault = error.value.faults[0]
    assert (fault.file, fault.field) == ("article.yml", field)
    assert reason in fault.reason


def test_the_placeholders_of_a_part_are_the_facts_that_it_shows(
    make_article: Callable[..., Article],
) -> None:
    article = make_article(answer={"en": "{one-fact}, {two}", "nl": "{two}"})

    assert article.placeholders("answer", "en") == {"one-fact", "two"}
    assert article.placeholders("answer", "nl") == {"two"}
    assert article.placeholders("details", "en") == set()


def test_a_record_cannot_be_changed(make_fact: Callable[..., Fact]) -> None:
    fact = make_fact()

    with pytest.raises(TypeError, match="immutable"):
        fact.owner = "somebody else"


def test_a_unit_needs_a_word_for_one_and_a_word_for_several(wording: Wording) -> None:
    content = wording.dict() | {"units": {"days": {"en": ["day"], "nl": ["dag", "dagen"]}}}

    with pytest.raises(KnowledgeError, match=r"wording\.yml: units\.days\.en"):
        parse_record(Wording, content, "wording.yml")
