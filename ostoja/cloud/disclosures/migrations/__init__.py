"""The table of disclosures, step by step."""
