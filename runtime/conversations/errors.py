"""What can go wrong with a stored conversation.

StoreError
├── StoreUnavailable      the database or the lock does not answer in time, or refuses
├── ConversationChanged   somebody else wrote in between; the turn may be tried again
└── ConversationErased    the person had it deleted; nothing brings it back
"""

from __future__ import annotations


class StoreError(Exception):
    """A conversation cannot be read or written."""


class StoreUnavailable(StoreError):
    """The store does not answer in time, or refuses to write."""


class ConversationChanged(StoreError):
    """The fencing number is not the one that was read."""


class ConversationErased(StoreError):
    """The conversation was deleted on request."""
