"""What can go wrong between a channel and the assistant.

ChannelError
├── BadRequest     the caller sent something that cannot be a message (4xx)
├── Refused        the caller may not do this: no or a wrong key or token (401)
├── TooMany        the caller sends too much (429)
├── NotReady       the model, the store or the lock is not there now (503)
├── TurnFailed     the assistant could not reply (500)
└── SendingFailed  a messaging service did not take a letter
    ├── TryLater   it says when it will (429)
    ├── NotSent    it was not reached, or failed; the letter was not sent
    ├── InDoubt    nobody knows whether the letter was sent
    ├── Blocked    the person does not want letters any more (403)
    └── Unsendable it will never take this letter (400)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class ChannelError(Exception):
    """Something that the channel's boundary turns into words."""


class BadRequest(ChannelError):
    """The request is wrong; `detail` says what, for the developer of the client.

    `errors` may say more of each part: what it is, and why it is wrong.
    """

    def __init__(
        self, detail: str, status: int = 400, errors: Sequence[dict[str, Any]] = ()
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.errors = tuple(errors)


class Refused(ChannelError):
    """The caller has not proved who it is."""


class TooMany(ChannelError):
    """The caller sends too much; `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} seconds")
        self.retry_after = retry_after


class NotReady(ChannelError):
    """The assistant cannot take a turn now; nothing was kept, so it may be sent again."""


class TurnFailed(ChannelError):
    """The turn ended without a reply."""


class SendingFailed(ChannelError):
    """A letter was not sent, or nobody knows."""


class TryLater(SendingFailed):
    """The service asks to wait so many seconds: for this conversation, or with everything."""

    def __init__(self, seconds: float, *, everything: bool = False) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds
        self.everything = everything


class NotSent(SendingFailed):
    """It is certain that the letter was not sent; it is tried again."""


class InDoubt(SendingFailed):
    """The letter may have been sent, so it is not sent again unless the service tells repeats."""


class ClaimLost(SendingFailed):
    """Another process has the letter meanwhile, so this one does not send it."""


class Blocked(SendingFailed):
    """The person blocked the assistant or is gone; the conversation is deleted."""


class Unsendable(SendingFailed):
    """The service refuses this very letter."""
