"""Nationalities as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.countries import read_countries
from actions.calculators.kinds.country import Country
from actions.calculators.readings import Read, Reading, Said, Unclear
from actions.calculators.texts import QuestionTexts, read_texts
from actions.calculators.words import read_words
from tests.actions.calculators.conftest import TODAY

NAMES = sorted(read_countries().names)


def _texts() -> QuestionTexts:
    return read_texts("visa-need").questions["nationality"]


def _read(text: str) -> Reading:
    return Country().read(Said(text, TODAY, "en", read_words()), _texts())


@pytest.mark.parametrize(
    ("text", "nationality"),
    [
        ("Suriname", "suriname"),
        ("I am Indian", "india"),
        ("ik ben Marokkaanse", "morocco"),
        ("my passport is Brazilian", "brazil"),
        ("the Dominican Republic", "dominican republic"),
        ("Dominica", "dominica"),
        ("Papua New Guinea", "papua new guinea"),
        ("Guinea", "guinea"),
        ("guinee-bissau", "guinea-bissau"),
        ("equatorial guinea", "equatorial guinea"),
        ("South Korea", "south korea"),
        ("Noord-Korea", "north korea"),
        ("south sudanese", "south sudan"),
        ("Côte d’Ivoire", "ivory coast"),
        ("Türkiye", "turkey"),
        ("U.S.", "united states"),
        ("us", "united states"),
        ("I am English", "united kingdom"),
        ("Ik ben Nederlander", "netherlands"),
        ("dutch", "netherlands"),
        ("staatloos", "stateless"),
        ("none", "stateless"),
        ("SURINAAMSE!", "suriname"),
    ],
)
def test_a_nationality_is_found_in_any_of_its_words(text: str, nationality: str) -> None:
    assert _read(text) == Read(nationality)


@pytest.mark.parametrize(
    ("text", "nationalities"),
    [
        ("Turkish and Syrian", ("turkey", "syria")),
        ("I am Indian and live in Germany", ("india", "germany")),
    ],
)
def test_of_two_countries_none_is_assumed(text: str, nationalities: tuple[str, ...]) -> None:
    assert _read(text) == Unclear(nationalities)


@pytest.mark.parametrize(
    "text",
    ["tell us more", "what is the time", "can I become Dutch", "in the Netherlands", "12 May", ""],
)
def test_what_names_no_nationality_is_no_answer(text: str) -> None:
    assert _read(text) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_nationality_has_a_name_that_is_read_back_as_itself(name: str) -> None:
    kind = Country()
    for shown in read_countries().names[name].values():
        if name == "stateless":
            assert shown
            continue
        assert shown[0].isupper(), shown
        assert _read(shown) == Read(name)
    assert set(read_countries().names[name]) == {"en", "nl"}
    assert kind.from_token(kind.token(name)) == name
    assert kind.restore(kind.keep(name)) == name


def test_an_unknown_token_is_refused() -> None:
    with pytest.raises(ValueError, match="no nationality"):
        Country().from_token("atlantis")


@given(st.text(max_size=60))
def test_any_text_gives_known_nationalities_or_nothing(text: str) -> None:
    assert set(read_countries().named_in(text)) <= set(NAMES)
