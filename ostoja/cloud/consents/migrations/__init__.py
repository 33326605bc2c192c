"""The ledger of choices, step by step."""
