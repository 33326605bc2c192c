"""The tables of forgetting, step by step."""
