"""One page with everything that the assistant knows, for editors."""
