"""What a new version of a policy changes, and how much that matters to people."""
