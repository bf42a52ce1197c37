"""Makes what waits in a queue unreadable to whoever has only the database."""

from __future__ import annotations

import base64
import binascii
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
PURPOSE = b"ind-assistant queues 1"


class SealBroken(Exception):
    """It was sealed with another secret, for another row, or changed."""


class Seal:
    """Seals JSON with a key made of the server's secret (AES-256-GCM)."""

    def __init__(self, secret: str) -> None:
        key = HKDF(SHA256(), 32, None, PURPOSE).derive(bytes.fromhex(secret))
        self._cipher = AESGCM(key)

    def close(self, content: Any, belongs_to: str) -> str:
        """Return the content sealed; it opens only for what it belongs to."""
        nonce = os.urandom(NONCE_BYTES)
        plain = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
        sealed = nonce + self._cipher.encrypt(nonce, plain, belongs_to.encode())
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str, belongs_to: str) -> Any:
        """Return the content.

        Raises:
            SealBroken: when it cannot be read.
        """
        try:
            both = base64.b64decode(sealed, validate=True)
            plain = self._cipher.decrypt(
                both[:NONCE_BYTES], both[NONCE_BYTES:], belongs_to.encode()
            )
        except (InvalidTag, ValueError, binascii.Error) as exc:
            raise SealBroken from exc
        return json.loads(plain.decode("utf-8", "surrogatepass"))
