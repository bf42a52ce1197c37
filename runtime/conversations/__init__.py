"""Where conversations are kept: SQL, off the event loop, with limits on time and size."""
