"""Accounts that nobody uses: their people are told, and a month later they are closed."""
