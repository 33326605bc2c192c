"""The tables of promises, step by step."""
