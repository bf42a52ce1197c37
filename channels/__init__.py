"""How people reach the assistant: one connector for each channel, one turn for all."""
