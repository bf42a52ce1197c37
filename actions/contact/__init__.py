"""The telephone line: when it is open, and how that is said. Pure Python."""
