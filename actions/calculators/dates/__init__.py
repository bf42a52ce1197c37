"""Understands dates as people write them, in English and Dutch; it never guesses."""
