"""The promise: what is held about people, why, and how long. Pure."""
