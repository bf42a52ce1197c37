"""Two thousand planted identifiers of every kind and form: nearly all of them are masked."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

import pytest

from runtime.privacy.checksums import passes_eleven_test, passes_mod_97
from runtime.privacy.redaction import redact

PLANTED = 2000
SEED = 20261121
STRUCTURED_GOAL = 0.995
DATES_AND_ADDRESSES_GOAL = 0.95
TAG = re.compile(r"<[A-Z]+>")

Made = tuple[str, str]  # what is planted, and words that stand before it ("" when none)


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def grouped(number: str, sizes: tuple[int, ...], separator: str) -> str:
    parts, position = [], 0
    for size in sizes:
        parts.append(number[position : position + size])
        position += size
    return separator.join(parts)


def bsn(rng: random.Random) -> Made:
    length = rng.choice([8, 9, 9, 9])
    number = digits(rng, length)
    while not passes_eleven_test(number) or (length == 8 and number[0] == "0"):
        number = digits(rng, length)
    forms: list[tuple[int, ...]] = (
        [(9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3)] if length == 9 else [(8,), (4, 2, 2), (2, 3, 3)]
    )
    sizes = rng.choice([forms[0], *forms])
    labels = ["bsn", "BSN:", "my BSN is", "burgerservicenummer", "sofinummer", "BSN-nummer", ""]
    if sizes == (4, 2, 2):  # only a label tells it from a date
        labels = labels[:-1]
        while int(number[4:6]) <= 31 and int(number[6:]) <= 31:
            number = digits(rng, 8)
    return grouped(number, sizes, rng.choice(" .-/")), rng.choice(labels)


def mistyped_bsn(rng: random.Random) -> Made:
    number = digits(rng, 9)
    while passes_eleven_test(number):
        number = digits(rng, 9)
    sizes = rng.choice([(9,), (3, 3, 3), (4, 2, 3)])
    label = rng.choice(["bsn", "mijn BSN is", "citizen service number", "sofi nummer", "bsn nr."])
    return grouped(number, sizes, rng.choice(" .-")), label


def v_number(rng: random.Random) -> Made:
    number = rng.choice("123456789") + digits(rng, 9)
    sizes = rng.choice([(10,), (10,), (3, 3, 4), (3, 3, 4), (4, 3, 3), (2, 4, 4), (2, 8)])
    labels = ["V-nummer", "v-number is", "Vnr:", "vreemdelingennummer", "my V number", "v", ""]
    separator = rng.choice(".-" if sizes == (2, 8) else " .-")
    return grouped(number, sizes, separator), rng.choice(labels)


def iban(rng: random.Random) -> Made:
    country, bank, length = rng.choice(
        [("NL", "INGB", 10), ("NL", "ABNA", 10), ("DE", "", 18), ("BE", "", 12), ("GB", "NWBK", 14)]
        + [("FR", "", 23), ("TR", "", 22), ("PL", "", 24), ("ES", "", 20), ("UA", "", 25)]
    )
    rest = bank + digits(rng, length)
    check = next(f"{n:02}" for n in range(2, 99) if passes_mod_97(f"{country}{n:02}{rest}".lower()))
    number = country + check + rest
    spaced = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    form = rng.choice([number, spaced, number.lower(), spaced.replace(" ", "."), spaced.lower()])
    return form, rng.choice(["IBAN", "rekeningnummer", "pay me back on", "my account is", ""])


def document(rng: random.Random) -> Made:
    letters, mixed = "ABCDEFGHIJKLMNPQRSTUVWXYZ", "ABCDEFGHIJKLMNPQRSTUVWXYZ0123456789"
    dutch = "".join(rng.choices(letters, k=2) + rng.choices(mixed, k=6)) + digits(rng, 1)
    card = "V" + "".join(rng.choices(mixed.replace("0", ""), k=7)) + rng.choice("123456789")
    foreign = "".join(rng.choices(letters, k=rng.choice([1, 2]))) + digits(rng, 7)
    form = rng.choice([dutch, card, foreign, "digits", "small"])
    label = rng.choice(["passport", "my passport number is", "paspoortnummer:", "document number"])
    if form in {"digits", "small"}:
        value = digits(rng, 8) + rng.choice("123456789") if form == "digits" else foreign.lower()
        return value, label
    return form, rng.choice([label, "", "it says"])


def case_number(rng: random.Random) -> Made:
    with_z = f"Z{rng.choice(['1-', '', '-'])}{digits(rng, rng.choice([8, 10, 12]))}"
    other = rng.choice(
        [f"2026/{digits(rng, 6)}", f"IND-{digits(rng, 7)}", digits(rng, 7), f"A{digits(rng, 6)}B"]
    )
    label = rng.choice(["zaaknummer", "case number", "my case number is", "dossiernummer:"])
    return rng.choice([(with_z, ""), (with_z, label), (other, label)])


def mail(rng: random.Random) -> Made:
    first, last = (
        rng.choice(["jan", "maria", "o'neil", "a", "x_y"]),
        rng.choice(["de-vries", "ali"]),
    )
    host = rng.choice(
        ["gmail.com", "hotmail.com", "uni-leiden.nl", "mail.example.co.uk", "ziggo.nl"]
    )
    name = f"{first}{rng.choice(['.', '_', '', '+'])}{last}{rng.choice(['', '88'])}"
    spoken = f"{name} at gmail dot com" if "'" not in name else f"{name}@{host}"
    forms = [f"{name}@{host}"] * 4 + [f"{name} @ {host}", f"{name}(at){host}", spoken]
    form = rng.choice([*forms, f"{name}@{host}".upper()])
    return form, rng.choice(["mail me at", "e-mail:", "mijn mail is", ""])


def phone(rng: random.Random) -> Made:
    mobile = "6" + rng.choice("12345") + digits(rng, 7)
    area = rng.choice(["20", "10", "70", "30"]) + rng.choice("123456789") + digits(rng, 6)
    forms = [
        f"0{mobile}",
        f"06-{mobile[1:]}",
        f"06 {mobile[1:]}",
        f"06 {grouped(mobile[1:], (2, 2, 2, 2), ' ')}",
        f"06-{grouped(mobile[1:], (4, 4), ' ')}",
        f"+31{mobile}",
        f"+31 6 {mobile[1:]}",
        f"+31 (0)6 {mobile[1:]}",
        f"0031 {mobile}",
        f"0031{mobile}",
        f"31{mobile}",
        f"0{area[:2]}-{area[2:]}",
        f"(0{area[:2]}) {area[2:]}",
        f"0{area[:2]} {grouped(area[2:], (3, 2, 2), ' ')}",
        f"+31 {area[:2]} {area[2:]}",
        f"+49 151 {digits(rng, 8)}",
        f"+90 532 {grouped(digits(rng, 7), (3, 2, 2), ' ')}",
        f"+963{digits(rng, 9)}",
        f"00380 {grouped(digits(rng, 9), (2, 3, 4), ' ')}",
        f"+1 (212) {grouped(digits(rng, 7), (3, 4), '-')}",
    ]
    return rng.choice(forms), rng.choice(["call me on", "telefoon", "mijn 06:", "tel.", ""])


def machine_readable(rng: random.Random) -> Made:
    number = "".join(rng.choices("BCDFGHJKLMN0123456789", k=9))
    first = "P<NLDDE<VRIES<<JAN<PIETER<<<<<<<<<<<<<<<<<<<"
    dates = f"{digits(rng, 7)}F{digits(rng, 7)}"
    second = f"{number}{digits(rng, 1)}NLD{dates}<<<<<<<<<<<<<<{digits(rng, 2)}"
    return rng.choice([first, second]), rng.choice(["", "it says", "MRZ:"])


def birth_date(rng: random.Random) -> Made:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1940, 2025)
    english = ["January", "February", "March", "May", "August", "October", "Dec"][month % 7]
    dutch = ["januari", "maart", "mei", "augustus", "oktober", "december"][month % 6]
    forms = [f"{day:02}-{month:02}-{year}", f"{day}/{month}/{year}", f"{day}.{month:02}.{year}"]
    forms += [f"{day} {dutch} {year}", f"{day} {english} {year}", f"{english} {day}, {year}"]
    forms += [
        f"{day}th of {english} {year}",
        f"{year}-{month:02}-{day:02}",
        f"{day}-{month}-{year % 100:02}",
    ]
    label = rng.choice(
        [
            "I was born on",
            "date of birth:",
            "geboren op",
            "geboortedatum",
            "dob",
            "born in Aleppo on",
        ]
        + [
            "my birthday is",
            "geb.",
            "geboren te Utrecht,",
            "né le",
            "doğum tarihi:",
            "تاريخ الميلاد",
        ]
    )
    return rng.choice(forms), label


def address(rng: random.Random) -> Made:
    number = str(rng.randint(1, 400)) + rng.choice(["", "", "a", "B", "-2", "bis"])
    letters = "".join(rng.choices("BCGHJKLMNPRSTVWXZ", k=2))
    postcode = f"{rng.randint(1011, 9999)}{rng.choice([' ', ''])}{letters}"
    street = rng.choice(["Kerkstraat", "Lindelaan", "dorpsweg", "Stationsplein", "Keizersgracht"])
    english = rng.choice(["Baker Street", "Park Road", "baker street", "Fifth Avenue", "Rose Lane"])
    forms = [f"{street} {number}", f"{street} {number}, {postcode}", f"{postcode} {number}"]
    forms += [f"{postcode}, {number}", f"{street} nr. {number}", f"{english} {number}"]
    forms += [f"{number[:2].rstrip('aB-b')} {english}", f"Laan van Meerdervoort {number}"]
    label = rng.choice(["I live at", "mijn adres is", "ik woon op", "address:", "it is", "naar"])
    return rng.choice(forms), label


TEMPLATES = [
    "Hello, {label} {made}, can you check my application?",
    "{label} {made}",
    "Goedemiddag. {label} {made}. Wanneer krijg ik bericht?",
    "Is {label} {made} known? I need 90/180 days and pay € 1.684,80.",
    "ik wil weten hoe het staat met mijn aanvraag ({label} {made})",
    "{label} {made}\nHow long does it take?",
    "My appointment is at 10:30. {label} {made} thank you",
]
SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"]
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\u202d", "\u00ad", "\ufeff", "\u0301"]
SAME_SEPARATORS = {" ": "\u00a0\u202f\u2009", "-": "\u2010\u2011\u2013\u2212", ".": "\u00b7\uff0e"}


def disguised(rng: random.Random, text: str) -> str:
    """Return the text as keyboards, word processors and phones write it."""
    script = rng.choice(SCRIPTS)
    way = rng.randrange(6)
    if way == 0:
        return text.translate(str.maketrans(SCRIPTS[0], script))
    if way == 1:
        places = [rng.choice(["", "", *INVISIBLE]) for _ in text]
        return "".join(char + hidden for char, hidden in zip(text, places, strict=True))
    if way == 2:
        return "".join(rng.choice(SAME_SEPARATORS.get(char, char)) for char in text)
    return text


def missed(make: Callable[[random.Random], Made], count: int) -> list[tuple[str, str]]:
    """Plant identifiers and return the texts in which something of one is left."""
    rng = random.Random(f"{SEED} {make.__name__}")  # noqa: S311 - the same tests each time
    faults = []
    for number in range(count):
        made, label = make(rng)
        template = TEMPLATES[number % len(TEMPLATES)]
        if not label:
            template = template.replace("{label} ", "")
        text = template.format(label=label, made=disguised(rng, made))
        masked = redact(text).text
        if TAG.sub("#", masked) != template.format(label=label, made="#"):
            faults.append((text, masked))
    return faults


STRUCTURED = [bsn, mistyped_bsn, v_number, iban, document, case_number, mail, phone]


@pytest.mark.parametrize("make", [*STRUCTURED, machine_readable])
def test_identifiers_with_a_form_of_their_own_are_masked(
    make: Callable[[random.Random], Made],
) -> None:
    faults = missed(make, PLANTED)

    assert len(faults) <= PLANTED * (1 - STRUCTURED_GOAL), faults[:20]


@pytest.mark.parametrize("make", [birth_date, address])
def test_dates_of_birth_and_addresses_are_masked(make: Callable[[random.Random], Made]) -> None:
    faults = missed(make, PLANTED)

    assert len(faults) <= PLANTED * (1 - DATES_AND_ADDRESSES_GOAL), faults[:20]


def test_the_tag_says_which_kind_it_was() -> None:
    rng = random.Random(SEED)  # noqa: S311
    kinds = {"bsn": "BSN", "v_number": "VNR", "iban": "IBAN", "mail": "MAIL", "phone": "TEL"}
    right: Counter[bool] = Counter()
    for make in (bsn, v_number, iban, mail, phone):
        for _ in range(200):
            made, label = make(rng)
            found = redact(f"{label or 'it is'} {made}").kinds
            right[found == (kinds[make.__name__],)] += 1

    assert right[True] / right.total() >= DATES_AND_ADDRESSES_GOAL
