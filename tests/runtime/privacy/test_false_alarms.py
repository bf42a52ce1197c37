"""Two thousand ordinary questions full of numbers, and all our own texts: nothing is masked."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge.files import read_yaml
from runtime.privacy.redaction import redact

ROOT = Path(__file__).parents[3]
QUESTIONS = 2000
SEED = 20261121
FALSE_ALARMS_GOAL = 0.005
FORMS_OF_AMOUNT = [
    "€ 1.684,80",
    "€1684",
    "45000 euro",
    "EUR 45.000",
    "2.100",
    "100000",
    "€ 5,688.-",
]
OWN_TEXTS = ("knowledge", "responses", "channels", "nlu", "contact")

TEMPLATES = [
    "Is {amount} enough as an income for a family of {small}?",
    "I earn {amount} a month since {date}, can I bring my wife?",
    "Mijn inkomen is {amount} per maand in {year}, is dat genoeg?",
    "Wat kost een visum in {year}? Vorig jaar was het {amount}",
    "From {date} to {written}, is that allowed with {term}?",
    "ik reis van {date} tot {date} met een visum van {small} dagen",
    "Is {service} the right number? It is {time} now",
    "Klopt {service}? Ik belde om {time} en wachtte {small} minuten",
    "My son is {small} and my daughter {small}, the appointment is {date} at {time}",
    "Hoe lang duurt het? Ik wacht al {small} weken, sinds {written}",
    "For {year}-{next} the fee was {amount} and before {amount}",
    "term {term}, fee {amount}, age {small}, year {year}",
    "Do I need a BSN or a V-number before {written} {year}?",
    "Wanneer krijg ik een bsn? Ik kom op {date} met {small} kinderen",
    "My passport is valid until {date}, {small} months more",
    "mijn paspoort verloopt in {year}, kan ik tot {date} wachten",
    "is the permit for {small} years {amount} or {amount}",
    "Article {small} of {year}/{small}, form {form}",
    "open from {time}-{time} on {written}? and between {dotted}-{dotted} on {date}",
    "I was in Spain {small} days and in Italy {small} days in {year}, rule {term}",
    "My case number is on the letter of {date}, what does it mean?",
    "telefoon open tussen {time} en {time}? kosten {amount}",
    "{small}, {small} and {small} hours a week for {amount} per hour",
    "In {year} ik had {amount}, in {next} is {small} weken genoeg",
    "salary {amount} {year} or {amount} {next}",
    "the list has {count} people, I am number {form}",
    "children of {small} {small} {small} {small}, can they come in {year} {next}",
    "I live in the Netherlands {small} years, since {written} {year}",
    "ik woon hier {small} jaar en werk {small} uur",
    "is my baby, who will be born in {year}, Dutch?",
]


def numbers(rng: random.Random) -> dict[str, str]:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2015, 2029)
    months = ["january", "april", "may", "maart", "juni", "december", "augustus"]
    amount = rng.randint(500, 120_000)
    dotted = f"{amount:,}".replace(",", ".")
    whole = str(amount // 100 * 100)
    return {
        "amount": rng.choice(
            [*FORMS_OF_AMOUNT, f"€ {dotted},{rng.randint(0, 99):02}", f"{amount} euro", dotted]
            + [
                whole,
                f"€{amount}",
                f"{amount} EUR",
                f"{dotted},-",
                f"{amount:,}",
                f"{amount // 1000}k",
            ]
        ),
        "date": rng.choice(
            [f"{day:02}-{month:02}-{year}", f"{day}/{month}/{year}", f"{year}-{month:02}-{day:02}"]
            + [f"{day}.{month}.{year}", f"{day:02} {month:02} {year}", f"{day:02}-{month:02}"]
            + [f"{day:02}{month:02}{year}", f"{day} {months[month % 7]} {year}"]
        ),
        "written": f"{day} {months[month % 7]}",
        "year": str(year),
        "next": str(year + 1),
        "term": rng.choice(["90/180", "90 / 180 days", "90 days in 180", "3+2", "5 jaar"]),
        "service": rng.choice(
            ["088 043 04 30", "0880430430", "+31 88 043 04 30", "088-0430430", "+31880430430"]
            + ["088 043 04 70", "112", "0800 0113", "0800-2000", "0800 8051", "0900-8844", "14 020"]
            + ["0031 88 043 04 30", "+31 (0)88 043 04 30", "(088) 043 04 30", "088.043.04.30"]
        ),
        "small": str(rng.randint(1, 65)),
        "time": f"{rng.randint(8, 20)}:{rng.choice(['00', '15', '30', '45'])}",
        "dotted": f"{rng.randint(8, 20):02}.{rng.choice(['00', '30'])}",
        "form": str(rng.randint(1000, 9999)),
        "count": rng.choice(["17 000 000", "1.000.000", "17.800.000", "100 000", "450000"]),
    }


class Fresh(dict[str, str]):
    """Another number for each place."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self.rng = rng

    def __getitem__(self, key: str) -> str:
        return numbers(self.rng)[key]


def strings_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for value in content.values():
            yield from strings_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from strings_in(value)
    elif isinstance(content, str):
        yield from {content, *content.splitlines()}


def test_ordinary_questions_with_numbers_stay_as_they_are() -> None:
    rng = random.Random(SEED)  # noqa: S311 - the same tests each time
    questions = [
        TEMPLATES[number % len(TEMPLATES)].format_map(Fresh(rng)) for number in range(QUESTIONS)
    ]

    masked = [(q, redact(q).text) for q in questions if redact(q).kinds]

    assert len(masked) <= QUESTIONS * FALSE_ALARMS_GOAL, masked[:20]


@pytest.mark.parametrize("folder", OWN_TEXTS)
def test_our_own_answers_and_examples_stay_as_they_are(folder: str) -> None:
    files = sorted((ROOT / "data" / folder).rglob("*.yml"))
    assert files

    masked = [
        (file.name, text)
        for file in files
        for text in strings_in(read_yaml(file))
        if redact(text).kinds
    ]

    assert not masked


def test_the_questions_for_measuring_stay_as_they_are() -> None:
    files = sorted((ROOT / "tests" / "evaluation").glob("*.jsonl"))
    assert files

    masked = [
        text
        for file in files
        for line in file.read_text("utf-8").splitlines()
        for text in strings_in(json.loads(line))
        if redact(text).kinds
    ]

    assert not masked
