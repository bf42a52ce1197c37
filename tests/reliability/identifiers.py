"""Made-up personal identifiers, and what people type them in."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from runtime.environment import PROJECT_FOLDER

VECTORS = PROJECT_FOLDER / "data" / "privacy" / "vectors.jsonl"
MASK = re.compile(r"<[A-Z]+>")
SHORTEST = 8  # what is shorter may be found by chance
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
KINDS = 6


def bsn(number: int) -> str:
    """Return a citizen service number that passes the check of its digits."""
    found = 300_000_000 + 1_237 * number
    while sum(w * int(d) for w, d in zip(WEIGHTS, str(found), strict=True)) % 11:
        found += 1
    return str(found)


def iban(number: int) -> str:
    """Return a bank account with the right check digits."""
    account = f"ABNA04{17_164_300 + 7 * number:08d}"
    digits = "".join(str(int(char, 36)) for char in f"{account}NL00")
    return f"NL{98 - int(digits) % 97:02d}{account}"


def identifier(number: int) -> str:
    """Return one identifier that nobody else uses, of each kind by turns."""
    serial = number // KINDS
    return (
        bsn(serial),
        f"{2_712_345_678 + 91 * serial}",
        iban(serial),
        f"canary{serial}.holder@mail-of-a-person.nl",
        f"+316{12_340_000 + 37 * serial}",
        f"NX{serial % 10}RB{serial // 10 % 1_000:03d}7",
    )[number % KINDS]


def canary(number: int) -> str:
    """Return what somebody types who tells too much."""
    said = (
        "My BSN is {}, can I stay?",
        "Mijn V-nummer is {}, hoe lang duurt mijn aanvraag?",
        "Pay my fee back to {} please, how long does a refund take?",
        "Mail me at {} about the appointment",
        "Bel mij op {} over mijn verblijfsvergunning",
        "My passport number is {}, where do I collect my mvv?",
    )
    return said[number % KINDS].format(identifier(number))


@lru_cache(maxsize=1)
def vectors() -> list[tuple[str, str]]:
    """Return text and identifier of the test vectors of the redaction that hide one long thing."""
    found = []
    for line in VECTORS.read_text("utf-8").splitlines():
        vector = json.loads(line)
        around = [re.escape(part) for part in MASK.split(vector["masked"])]
        hidden = re.fullmatch("(.+)".join(around), vector["text"], re.DOTALL)
        if hidden and len(hidden.groups()) == 1 and len(hidden[1]) >= SHORTEST:
            found.append((vector["text"], hidden[1]))
    return found


def planted(number: int) -> tuple[str, str]:
    """Return a text and the identifier in it: by turns one of our own and a test vector."""
    if number % 2 == 0:
        return canary(number // 2), identifier(number // 2)
    text, hidden = vectors()[number // 2 % len(vectors())]
    return f"{text}. What should I do now?", hidden
