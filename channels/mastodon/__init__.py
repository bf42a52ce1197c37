"""Mastodon: whoever mentions the account gets the assistant's answers in the same thread."""
