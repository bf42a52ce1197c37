"""Masks keys and tokens, which get into the log by way of addresses, headers and settings."""

from __future__ import annotations

import re

TAG = "<SECRET>"

# A Telegram token is the bot's number, a colon and 35 characters; in addresses "bot" stands before.
_TELEGRAM_TOKEN = re.compile(r"(?<![0-9])[0-9]{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,64}")
# The word alone is no secret: "a bearer of a visa", "basic income".
_CREDENTIALS = re.compile(
    r"\b(Bearer|Basic) +(?=[^\s\"']{0,256}[0-9_=-]|[^\s\"']{20})[A-Za-z0-9._~+/=-]{6,4096}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<![A-Za-z0-9])((?:[A-Za-z0-9]{1,32}[_-]){0,4}"
    r"(?:authorization|token|secret|password|passwd|signature|api[_-]?key|access[_-]?key|cookie)"
    r"[\"']{0,2} ?[:=] ?(?:b(?=[\"']))?[\"']{0,2})"
    rf"(?!{TAG})(?:(?:Bearer|Basic|Digest|Token) )?[^\s\"',;&}}\]<>)]{{4,4096}}",
    re.IGNORECASE,
)
_LOGIN_IN_ADDRESS = re.compile(r"://[^\s/@\"'<>]{1,256}@")


def mask_secrets(text: str) -> str:
    """Put a tag in place of tokens, passwords and credentials."""
    text = _TELEGRAM_TOKEN.sub(TAG, text)
    text = _LOGIN_IN_ADDRESS.sub(f"://{TAG}@", text)
    text = _NAMED.sub(rf"\1{TAG}", text)
    return _CREDENTIALS.sub(rf"\1 {TAG}", text)
