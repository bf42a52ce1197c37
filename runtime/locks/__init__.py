"""One turn at a time in a conversation, first come first served."""
