"""What the form is sent with, and whether a page of ours sent it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import uuid4

from sanic.request import Request

from channels.chat.cors import OriginPolicy
from channels.chat.tokens import TOKEN
from channels.choices import CHOICE_ID
from channels.incoming import MAX_BODY_BYTES
from channels.pages.texts import language_of

OWN_SITES = frozenset({"same-origin", "none"})
MAX_NONCE_CHARACTERS = 64


@dataclass(frozen=True)
class Filled:
    """The fields of the form."""

    token: str | None
    nonce: str
    typed: str
    choice: str | None
    action: str
    language: str

    @property
    def message_id(self) -> str:
        """Return the id of the message: the same text sent again, as by a reload, has the same."""
        said = f"{self.nonce}\0{self.choice or self.typed}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def read_form(request: Request) -> Filled:
    """Return the fields; a token or choice that does not have its form is left out."""
    form = request.form if len(request.body) <= MAX_BODY_BYTES else {}
    token, choice = form.get("token", ""), form.get("choice", "")
    return Filled(
        token if TOKEN.fullmatch(token) else None,
        form.get("nonce", "")[:MAX_NONCE_CHARACTERS] or new_nonce(),
        form.get("text", "").replace("\r\n", "\n").strip(),
        choice if CHOICE_ID.fullmatch(choice) else None,
        form.get("action", ""),
        language_of(request, form.get("language")),
    )


def new_nonce() -> str:
    """Return what makes the messages of one page different from those of all others."""
    return uuid4().hex


def comes_from_here(request: Request) -> bool:
    """Tell whether a page of this server sent the form, as far as the browser says where from."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    # Older browsers say only this, and "null" because our pages ask them to name no referrer.
    return request.headers.get("origin") == "null" or OriginPolicy().admits(request)
