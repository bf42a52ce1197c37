"""Takes personal data out of texts: for what people type, for what is stored, for the log."""
