"""The hours of the line on the clock of another country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.countries import read_countries
from actions.knowledge.base import KnowledgeBase
from tests.actions.calculators.conftest import Talk

NAMES = sorted(read_countries().names)


@pytest.mark.parametrize(
    ("country", "language", "said"),
    [
        ("Suriname", "en", "- Suriname: from 5:00 to 13:00."),
        ("Suriname", "nl", "- Suriname: van 5.00 uur tot 13.00 uur."),
        ("Japan", "en", "- Japan: from 17:00 to 1:00 the next day."),
        ("from America", "en", "- Los Angeles: from 0:00 to 8:00."),
        ("Nieuw-Zeeland", "nl", "- Nieuw-Zeeland: van 21.00 uur tot 5.00 uur de volgende dag."),
        ("Turkije", "nl", "Van daar belt u +31 88 043 04 30."),
        ("the Netherlands", "en", "Call 088 043 04 30."),
    ],
)
def test_the_hours_are_said_on_the_clock_of_the_country(
    country: str, language: str, said: str, knowledge: KnowledgeBase
) -> None:
    talk = Talk("line-hours", "nl" if language == "nl" else "en").begin().say(country)
    assert said in talk.words(knowledge)


@pytest.mark.parametrize(
    ("country", "zone"),
    [("Suriname", "America/Paramaribo"), ("Brazil", None), ("Netherlands", None)],
)
def test_one_clock_is_remembered_and_of_several_none_is_guessed(
    country: str, zone: str | None, knowledge: KnowledgeBase
) -> None:
    result = Talk("line-hours").begin().say(country).result(knowledge)
    assert result.data == {"time_zone": zone}
    remembered = [line.text for line in result.after]
    assert ("remembered" in remembered) is (zone is not None)


@given(country=st.sampled_from(NAMES))
def test_every_country_gets_an_answer(country: str, knowledge: KnowledgeBase) -> None:
    talk = Talk("line-hours").begin().say(read_countries().names[country]["en"])
    assert talk.words(knowledge)
