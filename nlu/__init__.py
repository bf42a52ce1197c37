"""How a message is understood: Rasa graph components over pure functions."""
