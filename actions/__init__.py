"""What the assistant says: thin custom actions over the knowledge base."""
