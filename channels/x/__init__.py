"""X: direct messages get the assistant's answers, a mention gets one invitation to write one."""
