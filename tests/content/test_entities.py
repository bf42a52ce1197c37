"""The words and dates that are picked out of a question, in a sample of sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge.files import read_yaml
from nlu.patterns import PIPELINE_LANGUAGES, build_pipeline, find_entities, read_patterns

Find = Callable[[str, str], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def find() -> Find:
    """Return a function that gives the entities and values of a sentence."""
    pipelines = {name: build_pipeline(name, found) for name, found in read_patterns().items()}

    def entities(language: str, text: str) -> set[tuple[str, str]]:
        return {(e["entity"], e["value"]) for e in find_entities(pipelines[language], text)}

    return entities


ENGLISH = {
    "My husband lives in Utrecht": "relation=partner",
    "Can my daughters come along?": "relation=child",
    "my mother wants to visit": "relation=parent",
    "I want to bring my brother": "relation=sibling",
    "Our employer filled in the form": "relation=employer",
    "I am Indian": "nationality=india",
    "We have a Moroccan passport": "nationality=morocco",
    "she comes from the U.S.": "nationality=united states",
    "People from Turkey pay less": "nationality=turkey",
    "A Belgian neighbour asked": "nationality=belgium",
    "Do I need an MVV": "permit=mvv",
    "How do I get a Schengen visa": "permit=schengen_visa",
    "I lost the return visa": "permit=return_visa",
    "It is about the EU Blue Card": "permit=blue_card",
    "the orientation year has ended": "permit=orientation_year",
    "My permanent residence permit is old": "permit=permanent_permit",
    "I want to apply for naturalisation": "permit=naturalisation",
    "is the sticker in my passport": "permit=sticker",
    "I come as an au pair": "purpose=au_pair",
    "I fled and ask for asylum": "purpose=asylum",
    "We only come for tourism": "purpose=tourism",
    "He starts a study": "purpose=study",
    "I will stay for three months": "duration=three months",
    "It took 90 days": "duration=90 days",
    "I was away for half a year": "duration=half a year",
    "They wrote on 12 March 2026": "date=12 march 2026",
    "It ends tomorrow": "date=tomorrow",
    "is the line open on King's Day": "date=king's day",
    "Can we go on in Dutch please": "asked_language=nl",
    "do you speak Arabic?": "asked_language=other",
}
DUTCH = {
    "Mijn man woont in Utrecht": "relation=partner",
    "Mogen mijn dochters mee?": "relation=child",
    "mijn moeder komt op bezoek": "relation=parent",
    "Ik wil mijn broer laten komen": "relation=sibling",
    "Onze werkgever vulde het in": "relation=employer",
    "Ik ben Indiaas": "nationality=india",
    "Wij hebben een Marokkaans paspoort": "nationality=morocco",
    "Zij komt uit de Verenigde Staten": "nationality=united states",
    "Mensen uit Turkije betalen minder": "nationality=turkey",
    "Een Belgische buurman vroeg dit": "nationality=belgium",
    "Heb ik een MVV nodig": "permit=mvv",
    "Hoe krijg ik een Schengenvisum": "permit=schengen_visa",
    "Ik ben het terugkeervisum kwijt": "permit=return_visa",
    "Het gaat om de Europese blauwe kaart": "permit=blue_card",
    "het zoekjaar is voorbij": "permit=orientation_year",
    "Mijn permanente verblijfsvergunning is oud": "permit=permanent_permit",
    "Ik wil naturalisatie aanvragen": "permit=naturalisation",
    "staat de sticker in het paspoort": "permit=sticker",
    "Ik kom als au pair": "purpose=au_pair",
    "Ik ben gevlucht en vraag asiel": "purpose=asylum",
    "Wij komen alleen op vakantie": "purpose=tourism",
    "Hij begint met een studie": "purpose=study",
    "Ik blijf drie maanden": "duration=drie maanden",
    "Het duurde 90 dagen": "duration=90 dagen",
    "Ik was een half jaar weg": "duration=een half jaar",
    "Zij schreven op 12 maart 2026": "date=12 maart 2026",
    "Het loopt morgen af": "date=morgen",
    "is de lijn open op Koningsdag": "date=koningsdag",
    "Kunnen we in het Engels verder": "asked_language=en",
    "spreekt u Arabisch?": "asked_language=other",
}
SAMPLE = [
    *(("en", sentence, found) for sentence, found in ENGLISH.items()),
    *(("nl", sentence, found) for sentence, found in DUTCH.items()),
]


@pytest.mark.parametrize(("language", "sentence", "found"), SAMPLE)
def test_a_word_is_picked_out_of_its_sentence(
    find: Find, language: str, sentence: str, found: str
) -> None:
    entity, _, value = found.partition("=")

    assert (entity, value) in find(language, sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "How does it work?"),
        ("en", "May I ask you something else?"),
        ("nl", "Kunt u mij helpen?"),
        ("nl", "Wat moet ik nu doen?"),
    ],
)
def test_a_sentence_of_ordinary_words_holds_nothing(
    find: Find, language: str, sentence: str
) -> None:
    assert find(language, sentence) == set()


@pytest.mark.parametrize("language", PIPELINE_LANGUAGES)
def test_every_listed_word_is_found_under_its_value_and_no_other(
    find: Find, root: Path, language: str
) -> None:
    wrong = []
    for path in sorted((root / "data" / "entities").glob("*.yml")):
        content: dict[str, Any] = read_yaml(path)
        for value in content.get("values", []):
            for word in value.get(language, []):
                found = {v for entity, v in find(language, word) if entity == content["entity"]}
                if found != {value["value"]}:
                    wrong.append((path.name, word, found))

    assert wrong == []


def test_an_entity_of_every_file_is_known_to_the_domain(root: Path) -> None:
    known = set(read_yaml(root / "domain.yml")["entities"])

    assert {pattern["label"] for found in read_patterns().values() for pattern in found} <= known


def test_a_file_with_neither_values_nor_patterns_is_named(tmp_path: Path) -> None:
    (tmp_path / "colour.yml").write_text("entity: colour\nwords: [red]\n", "utf-8")

    with pytest.raises(ValueError, match=r"colour\.yml: give a list of values or of patterns"):
        read_patterns(tmp_path)
