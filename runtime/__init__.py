"""Entry point, settings, stores and the parts of Rasa that this project replaces."""
