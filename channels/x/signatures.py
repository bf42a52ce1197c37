"""Proves that a call comes from X, and to X that the address is ours.

Source: "V2 Webhooks API", docs.x.com/x-api/webhooks, read in November 2026.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

CLIENT_HEADER = "X-Twitter-Webhooks-Signature-OAuth2"
CONSUMER_HEADER = "X-Twitter-Webhooks-Signature"
# X lets anybody have a token signed with the secret that also signs the calls. A token that can
# be the body of a call would be a signature for it, so a brace or a quote is never signed.
_TOKEN = re.compile(r"[A-Za-z0-9_=+/.~-]{1,256}")


@dataclass(frozen=True)
class Secrets:
    """The secrets of the app: that of OAuth 1.0a, and that of OAuth 2.0 where it has one."""

    consumer: str = field(repr=False)
    client: str | None = field(default=None, repr=False)


def signature(secret: str, message: bytes) -> str:
    """Return the signature of a message as X writes it."""
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return f"sha256={base64.b64encode(digest).decode()}"


def is_from_x(headers: Mapping[str, str], body: bytes, secrets: Secrets) -> bool:
    """Tell whether the raw body was signed with a secret of the app; compares in constant time."""
    expected = {CONSUMER_HEADER: secrets.consumer}
    if secrets.client is not None:
        expected[CLIENT_HEADER] = secrets.client
    matches = [
        hmac.compare_digest(
            headers.get(name, "").encode("utf-8", "surrogatepass"), signature(secret, body).encode()
        )
        for name, secret in expected.items()
    ]
    return any(matches)


def challenge_answer(token: str, secrets: Secrets) -> str | None:
    """Return the answer to a challenge (CRC), or nothing when the token is not one."""
    if not _TOKEN.fullmatch(token):
        return None
    return signature(secrets.client or secrets.consumer, token.encode())
