"""What the two source documents say is said by the articles, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from actions.knowledge.base import KnowledgeBase
from actions.knowledge.languages import Language
from actions.knowledge.models import Fact
from actions.knowledge.rendering import render_article


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("contact-phone", "088 043 04 30"),
        ("contact-phone-abroad", "+31 88 043 04 30"),
        ("contact-opening-time", "09:00"),
        ("contact-closing-time", "17:00"),
        ("contact-phone-days", {"en": "Monday to Friday", "nl": "maandag tot en met vrijdag"}),
        ("contact-website", "https://ind.nl"),
        ("nato-privileged-email", "navomaastricht@ind.nl"),
        ("schengen-visa-max-days", 90),
        ("stay-long-stay-threshold", 90),
    ],
)
def test_a_shared_fact_has_the_value_of_the_source(
    facts: dict[str, Fact], fact: str, value: object
) -> None:
    assert facts[fact].value == value


@pytest.mark.parametrize(
    ("article", "language", "phrases"),
    [
        (  # how to reach the centre, and the five subjects that it knows
            "contact-hours-overview",
            "en",
            "088 043 04 30|Monday to Friday|9:00|17:00|+31 88 043 04 30|local rate|"
            "staying in the Netherlands|residence permits|Schengen visa|urgent visas|"
            "becoming Dutch|https://ind.nl",
        ),
        (
            "contact-hours-overview",
            "nl",
            "088 043 04 30|maandag tot en met vrijdag|9.00 uur|17.00 uur|+31 88 043 04 30|"
            "lokale tarief|verblijf in Nederland|verblijfsvergunningen|Schengenvisum|spoedvisa|"
            "Nederlander worden|https://ind.nl",
        ),
        (  # a visa for a short stay: the embassy first, then the IND
            "schengen-visa-overview",
            "en",
            "embassy in your own country or region|90 days|If it cannot answer|the IND|"
            "tourists|family and private visitors|artists|students|trainees|consulate",
        ),
        (
            "schengen-visa-overview",
            "nl",
            "ambassade in uw land of regio|90 dagen|Weet die het niet|de IND|"
            "toeristen|familiebezoek en privébezoek|artiesten|studenten|stagiairs|consulaat",
        ),
        (  # the desk in Maastricht and its four services; anything else by telephone
            "appointment-maastricht",
            "en",
            "residence cards|stickers|return visas|fingerprints|writes that it is ready|"
            "For anything else|another desk|call the IND",
        ),
        (
            "appointment-maastricht",
            "nl",
            "verblijfspassen|stickers|terugkeervisa|vingerafdrukken|schrijft dat de pas daar|"
            "Bel de IND|voor iets anders|een ander loket",
        ),
        (  # the three situations in which NATO staff can apply
            "nato-privileged-overview",
            "en",
            "three situations|work in the Netherlands as civilian staff|stationed abroad|"
            "but you live in the Netherlands|family of a NATO employee|who works in the Nether|"
            "appointment|Maastricht|navomaastricht@ind.nl",
        ),
        (
            "nato-privileged-overview",
            "nl",
            "drie situaties|in Nederland als burgerpersoneel|in het buitenland gestationeerd|"
            "maar u woont in Nederland|familie van een NAVO-medewerker|die in Nederland werkt|"
            "afspraak|Maastricht|navomaastricht@ind.nl",
        ),
        (  # what happens at their appointment
            "nato-privileged-appointment",
            "en",
            "Maastricht|conditions|photo|fingerprints|confirmation|navomaastricht@ind.nl",
        ),
        (
            "nato-privileged-appointment",
            "nl",
            "Maastricht|voorwaarden|foto|vingerafdrukken|bevestiging|navomaastricht@ind.nl",
        ),
        (  # privileged persons
            "nato-privileged-no-permit",
            "en",
            "or family of one|do not need a residence permit|diplomats|consular staff|"
            "international organisations|special status",
        ),
        (
            "nato-privileged-no-permit",
            "nl",
            "of familie van|geen verblijfsvergunning nodig|diplomaten|consulair personeel|"
            "internationale organisaties|bijzondere status",
        ),
        ("schengen-visa-refused", "en", "Visa Code"),
        ("schengen-visa-refused", "nl", "Visumcode"),
        ("contact-hours-email-social", "en", "@IND_NL"),
        ("contact-hours-email-social", "nl", "@IND_NL"),
        ("stay-overview", "en", "90 days|MVV|residence permit"),
        ("stay-overview", "nl", "90 dagen|mvv|verblijfsvergunning"),
        ("urgent-visa-overview", "en", "IND|088 043 04 30"),
        ("urgent-visa-overview", "nl", "IND|088 043 04 30"),
    ],
)
def test_an_article_says_what_the_source_says(
    knowledge: KnowledgeBase, checked_day: date, article: str, language: Language, phrases: str
) -> None:
    text = render_article(knowledge.articles[article], language, checked_day, knowledge).text
    assert text is not None

    said = " ".join(text.split()).casefold()
    assert [phrase for phrase in phrases.split("|") if phrase.casefold() not in said] == []


def test_every_statement_of_a_source_is_carried_by_an_article_or_the_code(
    facts: dict[str, Fact], knowledge: KnowledgeBase
) -> None:
    used = {fact for article in knowledge.articles.values() for fact in article.facts}
    from_seeds = {fact.id for fact in facts.values() if fact.source.startswith("seed:")}

    assert len(from_seeds) >= 20
    assert from_seeds - used == set()
