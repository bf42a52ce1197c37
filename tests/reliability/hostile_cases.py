"""Requests that nobody should send; half of them have the right shape and nasty text."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

WEBHOOK = "/webhooks/rest/webhook"
CHAT = "/chat/v1"
ROUTES = (
    WEBHOOK,
    f"{WEBHOOK}?stream=true",
    f"{CHAT}/conversations",
    f"{CHAT}/conversation",
    f"{CHAT}/messages",
    f"{CHAT}/language",
    f"{CHAT}/transcript",
    f"{CHAT}/feedback",
    f"{CHAT}/openapi.json",
    "/webhooks/rest/",
    "/webhooks/rest/%00",
    "/healthz",
    "/readyz",
    "/metrics",
    "/model",
    "/conversations/x/tracker",
    "/",
    "/%2e%2e/%2e%2e/etc/passwd",
)
METHODS = ("POST", "POST", "POST", "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")
SURROGATE, NUL, RIGHT_TO_LEFT = "\ud800", "\0", "\u202e"
TEXTS = (
    SURROGATE,
    f"hello {SURROGATE}",
    NUL,
    f"x{NUL}y",
    f"{RIGHT_TO_LEFT}evil",
    "a" + "\u0301" * 500,
    "\ufeff\ufffe\uffff",
    "\u2028\u2029\u0085",
    "\U000e0001\U000e007f",
    "👩‍👩‍👧‍👦" * 100,
    "﷽" * 300,
    "/restart",
    "/session_start",
    '/human{"a":',
    '/choose{"article": ["x"]}',
    "{0} {text} %s %(x)s ${jndi:ldap://x} {{7*7}}",
    "'; DROP TABLE events; --",
    "<script>alert(1)</script>",
    "a" * 999 + "!",
    "1" * 999,
    "-".join(["31-02-0000"] * 90),
    "99999999999999999999 weeks and 1e999 years ago",
    "0000-00-00 / 99-99-9999 / 2024-13-45",
    " ".join(["no"] * 300),
    "\t\r\n?",
    "\u3164",
    "\u200b",
    "x" * 65_536,
    "ı İ ſ ẞ ﬀ",
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    [],
    {},
    [[]] * 50,
    {"a": {"b": [1]}},
    "",
    " ",
)
RAW = (
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"\xff\xfe\x00",
    b"\xef\xbb\xbf{}",
    b"[" * 10_000,
    b'{"a":' * 3_000,
    b'{"sender": "x", "message": "y"',
    b'{"sender": "x", "sender": 5, "message": "y"}',
    b"sender=x&message=y",
    b"\x1f\x8b\x08\x00junk",
    b"1" * 15_000,
    b"x" * 200_000,
)
HEADERS = (
    {"Content-Type": "text/plain"},
    {"Content-Type": "application/json; charset=utf-99"},
    {"Content-Type": "multipart/form-data; boundary="},
    {"Content-Encoding": "gzip"},
    {"Authorization": "Bearer \xff\xfe" + "x" * 4_000},
    {"Authorization": "Basic ==="},
    {"Accept-Language": ",".join(["zz;q=9"] * 300)},
    {"Accept": "text/event-stream"},
    {"Origin": "null"},
    {"Origin": "http://[::1"},
    {"Host": "[::1]:99999999"},
    {"Forwarded": "for=;;;=,,by"},
    {"X-Forwarded-For": "1.2.3.4, \xff" * 50},
    {"Cookie": "=;" * 500},
    {"Expect": "100-continue"},
    {"Range": "bytes=9-1"},
    {"X-API-Key": "\xe9"},
)


@dataclass(frozen=True)
class Case:
    """One request; `speaks` says that a good response to it holds a message."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        return self.method == "POST" and self.path.startswith((WEBHOOK, f"{CHAT}/messages"))


def cases(count: int, seed: int, token: str | None) -> list[Case]:
    """Return that many requests, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [(_shaped if n % 2 else _broken)(chance, token) for n in range(count)]


def _nasty(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return chance.choice(TEXTS)
    size = chance.choice((1, 5, 40, 200))
    return "".join(
        chr(chance.randrange(chance.choice((0x80, 0x3000, 0x110000)))) for _ in range(size)
    )


def _shaped(chance: random.Random, token: str | None) -> Case:
    plain: Callable[[], str] = lambda: f"hostile-{chance.getrandbits(64):x}"  # noqa: E731
    if token is not None and chance.random() < 0.3:
        body = {"messageId": plain(), "text": _nasty(chance)}
        return _case("POST", f"{CHAT}/messages", body, {"Authorization": f"Bearer {token}"})
    body = {"sender": plain(), "message": "What does it cost?", "message_id": plain()}
    body[chance.choice(("message", "message", "message", "sender", "message_id"))] = _nasty(chance)
    return _case("POST", chance.choice((WEBHOOK, WEBHOOK, ROUTES[1])), body, {})


def _broken(chance: random.Random, token: str | None) -> Case:
    headers = {"Content-Type": "application/json", **chance.choice((*HEADERS, {}, {}))}
    method, path = chance.choice(METHODS), chance.choice(ROUTES + ROUTES[:1] * 8)
    if chance.random() < 0.5:
        return Case(method, path, chance.choice(RAW), headers)
    names = ("sender", "message", "message_id", "metadata", "language", "text", "choice")
    body = {name: chance.choice((*VALUES, _nasty(chance))) for name in names}
    if chance.random() < 0.5:
        body |= {"sender": "x", "message": chance.choice(VALUES)}
    return _case(method, path, body, headers)


def _case(method: str, path: str, body: dict[str, Any], headers: dict[str, str]) -> Case:
    encoded = json.dumps(body).encode()
    return Case(method, path, encoded, {"Content-Type": "application/json", **headers})
