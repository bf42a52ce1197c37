"""The visa lists: each nationality in one of them, and none too many."""

from __future__ import annotations

from collections import Counter

from actions.calculators.countries import read_countries
from actions.calculators.visa_lists import LIST_NAMES, NO_MVV, list_of, read_visa_lists
from actions.knowledge.base import load_knowledge

# Regulation (EU) 2018/1806, annex I, in the version of 4 August 2024, with Regulation (EU) 2025/11.
ANNEX_1_STATES = 104
# Annex II in the version of 13 October 2024, parts 1, 2 and 4, without Vanuatu (2025).
ANNEX_2_STATES_AND_ENTITIES = 64


def test_every_nationality_stands_in_one_list_but_those_of_free_movers() -> None:
    countries = read_countries()
    free_movers = {*countries.groups, "netherlands", "stateless"}
    listed = Counter(c for name in LIST_NAMES for c in read_visa_lists()[name].countries)
    assert [country for country, count in listed.items() if count > 1] == []
    assert set(listed) == set(countries.names) - free_movers


def test_the_annexes_have_as_many_countries_as_the_regulation() -> None:
    lists = read_visa_lists()
    annex_1 = [c for name in ("required", "removed") for c in lists[name].countries]
    others = {"required", "removed", "kingdom", "not_listed"}
    annex_2 = [c for name in LIST_NAMES if name not in others for c in lists[name].countries]
    assert len(annex_1) == ANNEX_1_STATES
    assert len(annex_2) == ANNEX_2_STATES_AND_ENTITIES


def test_a_list_rests_on_a_fact_of_the_knowledge_base() -> None:
    facts = load_knowledge().facts
    assert [v.fact for v in read_visa_lists().values() if v.fact not in facts] == []


def test_the_countries_without_mvv_are_those_that_the_fact_names() -> None:
    lists, countries = read_visa_lists(), read_countries()
    value = load_knowledge().facts[lists[NO_MVV].fact].value
    assert isinstance(value, dict)
    for language, named in value.items():
        for country in lists[NO_MVV].countries:
            assert countries.names[country][language].lower() in named.lower()
        commas = named.replace(" or ", ", ").replace(" of ", ", ").split(", ")
        assert len(commas) == len(lists[NO_MVV].countries)


def test_free_movers_stand_in_no_list() -> None:
    for country in (*read_countries().groups, "netherlands"):
        assert list_of(country) is None
