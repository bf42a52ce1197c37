"""Who a conversation belongs to: ids are made here, never taken from a client."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ID_CHARACTERS = 40
TOKEN_BYTES = 32  # 256 bits


def conversation_id(secret: str, channel: str, own_id: str) -> str:
    """Return the id of a conversation from the channel's own id or token.

    Nobody without the secret can make it, or find the channel's id from it.
    """
    message = f"{channel}\0{own_id}".encode("utf-8", "surrogatepass")
    digest = hmac.new(bytes.fromhex(secret), message, hashlib.sha256).hexdigest()
    return f"{channel}_{digest[:ID_CHARACTERS]}"


def new_token() -> str:
    """Return a bearer token that cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def same_secret(given: str, expected: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
