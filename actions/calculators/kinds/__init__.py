"""The kinds of questions; a new kind is a module of its own, and nothing else knows of it."""
