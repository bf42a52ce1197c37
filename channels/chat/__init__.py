"""The Chat API under `/chat/v1`: what the widget and other clients speak."""
