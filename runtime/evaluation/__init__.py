"""Measures understanding on the development questions, and what a message costs."""
