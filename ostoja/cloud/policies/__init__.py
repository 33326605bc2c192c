"""The operator's promise: what is published, what is in force, and the pages on which people read it."""
