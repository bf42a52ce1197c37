"""The Telegram channel: a bot that people write to in a private chat."""
