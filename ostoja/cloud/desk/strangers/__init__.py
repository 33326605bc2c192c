"""The way to ask for people without an account: guests, and members of a household. Source: GDPR art. 12(2)."""
