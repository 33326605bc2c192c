"""Erasure that survives a restore: a ledger outside every backup, a report for the person, word to every recipient."""
